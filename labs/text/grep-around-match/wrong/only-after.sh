# loses: context
grep -A 1 2 test.txt
