# loses: context
grep -C 2 2 test.txt
