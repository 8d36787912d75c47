#!/usr/bin/perl
# A perl script by its own #! line.
use strict;
use warnings;

open(my $file, '<', "$ENV{HOME}/test.txt") or die "test.txt: $!";
while (my $line = <$file>) {
  chomp $line;
  my @columns = split /,/, $line, -1;
  print $columns[$#columns - 1], "\n";
}
close $file;
