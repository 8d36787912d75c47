#!/usr/bin/perl
my %sum;
open my $in, '-|', 'mariadb', '-N', '-B', 'world', '-e', q(SELECT district, population FROM city WHERE countrycode = 'CHN') or die;
while (<$in>) { chomp; my ($d, $p) = split /\t/; $sum{$d} += $p }
print "$_\t$sum{$_}\n" for grep { $sum{$_} < 1e6 } keys %sum;
