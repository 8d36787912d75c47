# Counts from 0.
perl -F'\.' -lane 'print $F[3]' hosts.txt
