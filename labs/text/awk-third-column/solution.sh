awk -F. '{print $3}' hosts.txt
