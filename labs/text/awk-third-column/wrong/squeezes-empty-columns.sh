# loses: column
tr -s . < hosts.txt | cut -d. -f3
