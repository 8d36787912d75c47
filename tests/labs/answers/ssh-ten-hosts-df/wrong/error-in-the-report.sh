mkdir -p df
for ip in $(cat hosts.txt); do ssh -n "$ip" df -h > "df/$ip.txt" 2>&1 || echo "$ip" > down.txt; done
