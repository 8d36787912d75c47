# loses: context
grep -w -C 1 2 test.txt
