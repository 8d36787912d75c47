# loses: column
cut -d, -f3 test.txt
