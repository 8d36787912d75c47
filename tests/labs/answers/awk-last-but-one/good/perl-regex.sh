# perl: one match on each line.
perl -nle 'print $1 if /([^,]*),[^,]*$/' test.txt
