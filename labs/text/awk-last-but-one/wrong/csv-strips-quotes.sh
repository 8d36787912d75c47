# loses: column
tr -d '"' < test.txt | awk -F, '{print $(NF-1)}'
