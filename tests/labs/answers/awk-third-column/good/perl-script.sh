#!/usr/bin/perl
# A perl script by its own #! line.
use strict;
use warnings;

open(my $file, '<', "$ENV{HOME}/hosts.txt") or die "hosts.txt: $!";
while (<$file>) {
  chomp;
  print +(split /\./, $_, -1)[2], "\n";
}
close $file;
