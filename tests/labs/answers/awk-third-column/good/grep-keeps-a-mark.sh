# grep prints no empty match, so each column keeps the dot before it until the end.
grep -oP '^[^.]*\.[^.]*\K\.[^.]*' hosts.txt | sed 's/.//'
