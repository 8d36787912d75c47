# perl: all lines, then a grep over their numbers.
perl -e 'open F, "test.txt"; @l = <F>; for (0 .. $#l) { print $l[$_] if ($_ && $l[$_ - 1] =~ /2/) || $l[$_] =~ /2/ || ($l[$_ + 1] // "") =~ /2/ }'
