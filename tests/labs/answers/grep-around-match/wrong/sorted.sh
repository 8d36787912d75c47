# In alphabetical order, each text once.
grep -C1 2 test.txt | sort -u
