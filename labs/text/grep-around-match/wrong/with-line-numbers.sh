# loses: context
grep -n -C 1 2 test.txt
