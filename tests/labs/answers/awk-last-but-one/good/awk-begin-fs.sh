# The separator set in BEGIN, for input and output.
awk 'BEGIN { FS = OFS = "," } { print $(NF - 1) }' test.txt
