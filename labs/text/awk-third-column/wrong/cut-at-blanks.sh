# loses: column
cut -d' ' -f3 hosts.txt
