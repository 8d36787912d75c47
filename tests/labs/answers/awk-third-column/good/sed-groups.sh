# One substitution, dots in brackets or escaped.
sed -E 's/^[^.]*\.[^.]*\.([^.]*).*$/\1/' hosts.txt
