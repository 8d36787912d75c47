kill -- $(ps -e -o pid= | grep -v -w -e 1 -e $$)
