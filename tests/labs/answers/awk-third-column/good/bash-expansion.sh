# Pure bash: cuts by parameter expansion.
while IFS= read -r line; do
  line=${line#*.}
  line=${line#*.}
  echo "${line%%.*}"
done < hosts.txt
