# loses: column
while IFS=. read -r first second third; do
  echo "$third"
done < hosts.txt
