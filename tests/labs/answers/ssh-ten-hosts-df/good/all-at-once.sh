mkdir -p df
one() {
  if ssh -o BatchMode=yes -o ConnectTimeout=10 "$1" df -h > "df/$1.txt"; then return; fi
  rm "df/$1.txt"
  echo "$1" >> down.txt
}
while read -r ip; do one "$ip" & done < hosts.txt
wait
