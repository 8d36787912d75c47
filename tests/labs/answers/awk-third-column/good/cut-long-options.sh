# cut with its options written out.
cut --delimiter='.' --fields=3 ~/hosts.txt
