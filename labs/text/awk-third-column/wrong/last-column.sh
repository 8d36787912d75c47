# loses: column
awk -F. '{print $NF}' hosts.txt
