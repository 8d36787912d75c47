# The matches alone.
grep 2 test.txt
