# The number of lines as an option of its own.
grep -1 2 ~/test.txt
