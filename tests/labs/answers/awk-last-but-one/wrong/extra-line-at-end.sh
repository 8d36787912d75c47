# Prints one more line after the right output.
awk -F, '{print $(NF-1)} END {print NR " lines"}' test.txt
