# Swallows lines that repeat the one before.
grep -C1 --no-group-separator 2 test.txt | uniq
