perl -ne 'chomp; my $a = index($_, ".", index($_, ".") + 1) + 1; my $b = index($_, ".", $a); print substr($_, $a, ($b < 0 ? length : $b) - $a), "\n"' hosts.txt
