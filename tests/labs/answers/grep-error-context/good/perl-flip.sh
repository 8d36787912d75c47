perl -ne 'push @l, $_; END { for $i (0 .. $#l) { if (index($l[$i], "ERROR") >= 0) { $w[$_]++ for ($i > 10 ? $i - 10 : 0) .. $i + 10 } } print $l[$_] for grep { $w[$_] } 0 .. $#l }' app.log
