# read without -r eats backslashes.
grep -C1 2 test.txt | while IFS= read line; do echo "$line"; done
