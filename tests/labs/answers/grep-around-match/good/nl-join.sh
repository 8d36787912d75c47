grep -n 2 test.txt | cut -d: -f1 | awk '{ for (i = -1; i <= 1; i++) print $1 + i }' | sort -nu | awk 'NR == FNR { want[$1]; next } FNR in want' - test.txt
