mkdir -p df
for ip in $(cat hosts.txt); do ssh -n "$ip" 'df -h | tail -n +2' > "df/$ip.txt" || { rm "df/$ip.txt"; echo "$ip" > down.txt; }; done
