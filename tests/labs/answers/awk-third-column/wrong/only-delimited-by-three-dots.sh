# Asks for a dot behind the column, which the last column does not have.
sed -nE 's/^[^.]*\.[^.]*\.([^.]*)\..*/\1/p' hosts.txt
