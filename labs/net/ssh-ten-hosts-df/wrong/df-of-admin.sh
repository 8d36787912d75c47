# loses: reports clean nodes
# The redirection's machine and the command's are the same: this one.
mkdir -p df
for ip in $(cat hosts.txt); do
  if ssh -n -o BatchMode=yes -o ConnectTimeout=5 "$ip" true 2> /dev/null; then df -h > "df/$ip.txt"; else echo "$ip" >> down.txt; fi
done
