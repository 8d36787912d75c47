# loses: reports down clean nodes
# The notes' loop: $ip is the array's first element only.
mkdir -p df
ip=($(cat hosts.txt))
for i in $ip; do ssh -n -o BatchMode=yes -o ConnectTimeout=5 "$i" df -h > "df/$i.txt"; done
