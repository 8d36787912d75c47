# perl: all lines, a hash of the numbers to print.
perl -e '@l = <>; for $i (grep { $l[$_] =~ /ERROR/ } 0 .. $#l) { $s{$_} = 1 for $i - 10 .. $i + 10 } print map { $l[$_] } grep { $s{$_} } 0 .. $#l' app.log
