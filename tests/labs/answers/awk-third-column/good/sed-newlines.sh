# Turns the dots around the column into newlines and prints what lies between.
sed 's/\./\n/3; s/\./\n/; s/\./\n/; s/^[^\n]*\n[^\n]*\n//; s/\n.*//' hosts.txt
