# loses: column
awk '{print $3}' hosts.txt
