# Pure bash: a regular expression with =~.
while read -r line || [ "$line" ]; do
  [[ $line =~ ([^,]*),[^,]*$ ]] && echo "${BASH_REMATCH[1]}"
done < test.txt
