# Pure bash: the columns by read, the rest into one more variable.
while IFS=. read -r _ _ third _; do
  echo "$third"
done < hosts.txt
