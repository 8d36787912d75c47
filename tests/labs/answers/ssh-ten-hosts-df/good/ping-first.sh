mkdir -p df
mapfile -t ips < hosts.txt
for ip in "${ips[@]}"; do
  if ping -c 1 -W 5 "$ip" > /dev/null; then ssh "$ip" df -h | tee "df/$ip.txt"; else echo "$ip" | tee -a down.txt; fi
done
