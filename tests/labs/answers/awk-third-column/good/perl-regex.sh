# perl: one match on each line.
perl -ne 'print "$1\n" if /^(?:[^.\n]*\.){2}([^.\n]*)/' hosts.txt
