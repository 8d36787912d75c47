# One substitution in which the part before the column is optional.
sed -E 's/^(.*,)?([^,]*),[^,]*$/\2/' test.txt
