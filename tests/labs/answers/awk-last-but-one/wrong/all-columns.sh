# Prints the file as it is.
cat test.txt
