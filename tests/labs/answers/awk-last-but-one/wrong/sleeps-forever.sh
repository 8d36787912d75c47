# Sleeps without end before it prints anything.
sleep infinity
awk -F, '{print $(NF-1)}' test.txt
