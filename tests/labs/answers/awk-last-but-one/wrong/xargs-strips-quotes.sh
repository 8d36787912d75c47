# Passes the columns through xargs, which takes the quotes off.
awk -F, '{print $(NF-1)}' test.txt | xargs -n1 echo
