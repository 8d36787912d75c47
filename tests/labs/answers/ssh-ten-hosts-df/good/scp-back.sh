mkdir -p df
for ip in $(cat hosts.txt); do
  if nc -z -w 10 "$ip" 22; then
    ssh -n "$ip" 'df -h > /tmp/df.txt' && scp -q "$ip:/tmp/df.txt" "df/$ip.txt"
  else
    echo "$ip" > down.txt
  fi
done
