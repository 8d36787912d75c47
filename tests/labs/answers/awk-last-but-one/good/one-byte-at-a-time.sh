# Writes the output one byte at a time.
awk -F, '{print $(NF-1)}' test.txt | dd bs=1 status=none
