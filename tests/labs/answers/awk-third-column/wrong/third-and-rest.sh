# All from the third column on.
cut -d. -f3- hosts.txt
