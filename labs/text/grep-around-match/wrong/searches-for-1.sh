# loses: context
grep -C 2 1 test.txt
