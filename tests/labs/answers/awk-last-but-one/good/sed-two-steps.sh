# Two substitutions in basic syntax: the last column off, then all before the new last one.
sed -e 's/,[^,]*$//' -e 's/.*,//' test.txt
