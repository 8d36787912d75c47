# Takes 0 for nothing.
perl -F'\.' -lane 'print $F[2] || ""' hosts.txt
