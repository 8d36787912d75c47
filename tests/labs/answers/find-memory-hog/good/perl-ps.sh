perl -e 'my ($p) = sort { $b->[1] <=> $a->[1] } map { [split] } `ps -eo pid=,rss=`; kill 15, $p->[0]'
