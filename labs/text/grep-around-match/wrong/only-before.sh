# loses: context
grep -B 1 2 test.txt
