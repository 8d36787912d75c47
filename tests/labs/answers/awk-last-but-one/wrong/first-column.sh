# Prints the first column, which is right for lines of two.
cut -d, -f1 test.txt
