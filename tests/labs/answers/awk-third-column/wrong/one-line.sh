# Unquoted expansion puts all on one line.
echo $(cut -d. -f3 hosts.txt)
