#!/usr/bin/perl
use strict; use warnings;
my %all;
open my $in, '-|', qw(mysql -N world -e), 'SELECT continent, name, population, gnp FROM country' or die;
while (<$in>) {
    chomp;
    my ($continent, $name, $population, $gnp) = split /\t/;
    my $c = $all{$continent} //= {n => 0, known => 0, sum => 0, most => -1};
    $c->{n}++;
    if ($gnp ne 'NULL') { $c->{known}++; $c->{sum} += $gnp }
    if ($population > $c->{most}) { @$c{qw(most name)} = ($population, $name) }
}
printf "%s\t%d\t%d\t%s\t%s\n", $_, @{$all{$_}}{qw(n known)},
    $all{$_}{known} ? sprintf('%.2f', $all{$_}{sum} / $all{$_}{known}) : 'NULL', $all{$_}{name} for sort keys %all;
