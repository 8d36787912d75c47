paste -d '\n' <(cut -f3 <(tr . '\t' < hosts.txt))
