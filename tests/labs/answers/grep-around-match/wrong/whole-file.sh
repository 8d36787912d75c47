# The file as it is.
cat test.txt
