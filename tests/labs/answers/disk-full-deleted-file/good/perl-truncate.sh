perl -e 'my ($f) = sort { -s $b <=> -s $a } grep { (readlink // "") =~ /deleted\)$/ } glob "/proc/[0-9]*/fd/*"; truncate $f, 0 or die $!'
