# Pure bash: a regular expression with =~.
mapfile -t lines < hosts.txt
for line in "${lines[@]}"; do
  [[ $line =~ ^[^.]*\.[^.]*\.([^.]*) ]] && echo "${BASH_REMATCH[1]}"
done
