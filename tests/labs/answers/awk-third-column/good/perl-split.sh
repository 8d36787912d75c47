# perl: an escaped dot for -F, fields from 0.
perl -F'\.' -lane 'print $F[2]' hosts.txt
