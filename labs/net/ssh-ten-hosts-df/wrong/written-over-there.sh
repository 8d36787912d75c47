# loses: reports clean nodes
mkdir -p df
for ip in $(cat hosts.txt); do
  ssh -n -o BatchMode=yes -o ConnectTimeout=5 "$ip" "mkdir -p df && df -h > df/$ip.txt" 2> /dev/null || echo "$ip" >> down.txt
done
