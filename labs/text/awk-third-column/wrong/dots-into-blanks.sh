# loses: column
tr . ' ' < hosts.txt | awk '{print $3}'
