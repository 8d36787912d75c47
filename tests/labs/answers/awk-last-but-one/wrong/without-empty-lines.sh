# Drops the lines whose column is empty.
awk -F, '$(NF-1) != "" {print $(NF-1)}' test.txt
