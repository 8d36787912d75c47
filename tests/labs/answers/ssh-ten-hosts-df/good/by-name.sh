# By the names of /etc/hosts, where an address has one.
mkdir -p df
while read -r ip; do
  name=$(getent hosts "$ip" | awk '{print $2}')
  ssh "${name:-$ip}" 'df -h' < /dev/null > "df/$ip.txt" || { rm -f "df/$ip.txt"; echo "$ip" >> down.txt; }
done < hosts.txt
