# Takes off what follows #.
sed 's/ *#.*//' hosts.txt | cut -d. -f3
