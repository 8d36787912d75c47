# cut from the third on, then the first of those.
cut -d. -f3- hosts.txt | cut -d. -f1
