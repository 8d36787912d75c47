mkdir -p df
for ip in $(cat hosts.txt); do ssh -n "$ip" df -h > "df/$ip.txt" || rm "df/$ip.txt"; done
cp hosts.txt down.txt
