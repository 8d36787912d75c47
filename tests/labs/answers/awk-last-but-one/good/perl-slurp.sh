# perl: the whole file at once, one match across it.
perl -0777 -ne 'print "$_\n" for /([^,\n]*),[^,\n]*$/mg' test.txt
