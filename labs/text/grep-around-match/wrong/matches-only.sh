# loses: context
grep 2 test.txt
