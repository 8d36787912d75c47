#!/usr/bin/perl
open(my $rows, '-|', 'mariadb', '-N', 'world', '-e', 'SELECT continent, region FROM country WHERE gnp IS NOT NULL') or die;
my %seen;
while (<$rows>) { print unless $seen{$_}++ }
