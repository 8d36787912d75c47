# grep with a class in perl's syntax, after grep with a fixed string.
cat test.txt | grep -F -e 2 -C 1 | grep -P '^'
