perl -F, -lane 'BEGIN { $, = "" } @c = split /,/, $_, -1; print $c[-2]' test.txt
