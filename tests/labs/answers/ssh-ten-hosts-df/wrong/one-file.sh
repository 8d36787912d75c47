mkdir -p df
for ip in $(cat hosts.txt); do ssh -n "$ip" df -h >> df/all.txt || echo "$ip" > down.txt; done
