# loses: column
tr -s , < test.txt | awk -F, '{print $(NF-1)}'
