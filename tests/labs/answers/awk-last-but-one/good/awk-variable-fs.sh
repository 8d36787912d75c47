# The separator given by -v, the column number computed first.
awk -v FS=, '{ n = NF - 1; print $n }' ~/test.txt
