# loses: context
grep -C 1 2 test.txt | sort -u
