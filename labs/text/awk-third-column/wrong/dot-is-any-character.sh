# loses: column
perl -F. -lane 'print $F[2]' hosts.txt
