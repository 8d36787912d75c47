# The output is right, the exit code is not zero.
awk -F, '{print $(NF-1)}' test.txt
exit 3
