# loses: column
awk -F, '{print $NF}' test.txt
