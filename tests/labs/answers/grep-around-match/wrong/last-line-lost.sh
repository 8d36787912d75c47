# Loses the last line, which has none after it.
perl -e 'open F, "test.txt"; @l = <F>; for (0 .. $#l - 1) { print $l[$_] if "$l[$_ ? $_ - 1 : 0]$l[$_]$l[$_ + 1]" =~ /2/ }'
