# Looks right, but grep -o prints no empty match.
grep -oP '^([^.]*\.){2}\K[^.]*' hosts.txt
