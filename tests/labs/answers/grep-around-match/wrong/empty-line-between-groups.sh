# Separates groups by empty lines.
grep -C1 --group-separator='' 2 test.txt
