# Prints a header above the right output.
echo 'last but one:'
awk -F, '{print $(NF-1)}' test.txt
