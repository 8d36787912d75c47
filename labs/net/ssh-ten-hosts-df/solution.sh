mkdir -p df
for ip in $(cat hosts.txt); do
  if ! ssh -n -o BatchMode=yes -o ConnectTimeout=5 "$ip" df -h > "df/$ip.txt" 2> /dev/null; then
    rm "df/$ip.txt"
    echo "$ip" >> down.txt
  fi
done
