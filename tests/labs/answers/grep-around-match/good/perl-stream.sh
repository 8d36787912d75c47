#!/usr/bin/perl
# perl: a stream with one line in store, by its own #! line.
use strict;
use warnings;

my ($before, $after);
open(my $file, '<', 'test.txt') or die;
while (my $line = <$file>) {
  if ($line =~ /2/) {
    print $before if defined $before;
    print $line;
    $after = 1;
  } elsif ($after) {
    print $line;
    $after = 0;
  } else {
    $before = $line;
    next;
  }
  undef $before;
}
