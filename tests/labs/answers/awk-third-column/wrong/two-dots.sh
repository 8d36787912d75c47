# Two dots are a regular expression: any two characters.
awk -F '..' '{print $3}' hosts.txt
