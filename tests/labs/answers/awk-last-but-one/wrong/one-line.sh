# Unquoted expansion puts all on one line.
echo $(awk -F, '{print $(NF-1)}' test.txt)
