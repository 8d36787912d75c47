# Prints an empty line after the right output.
awk -F, '{print $(NF-1)}' test.txt
echo
