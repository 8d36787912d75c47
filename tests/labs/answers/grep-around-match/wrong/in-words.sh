# Searches for the word.
grep -C1 two test.txt
