# Throws away all bytes outside ASCII.
awk -F, '{print $(NF-1)}' test.txt | tr -cd '\n -~'
