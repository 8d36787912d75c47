# The shell splits the lines at their blanks.
for line in $(cat hosts.txt); do
  echo "$line" | cut -d. -f3
done
