# A loop that drops the first column as long as three are left.
sed -n '
:again
s/^[^,]*,\(.*,\)/\1/
t again
s/,.*//p' test.txt
