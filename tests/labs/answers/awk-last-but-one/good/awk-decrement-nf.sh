# Drops the last column by counting NF down, then prints the new last one.
awk -F, '{ NF--; print $NF }' test.txt
