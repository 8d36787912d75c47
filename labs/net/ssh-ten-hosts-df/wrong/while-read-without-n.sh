# loses: reports down clean nodes
mkdir -p df
while read -r ip; do
  ssh -o BatchMode=yes -o ConnectTimeout=5 "$ip" df -h > "df/$ip.txt" 2> /dev/null || { rm "df/$ip.txt"; echo "$ip" >> down.txt; }
done < hosts.txt
