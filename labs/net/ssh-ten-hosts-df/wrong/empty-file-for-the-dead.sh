# loses: down clean nodes
mkdir -p df
for ip in $(cat hosts.txt); do ssh -n -o BatchMode=yes -o ConnectTimeout=5 "$ip" df -h > "df/$ip.txt" 2> /dev/null; done
