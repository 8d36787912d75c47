#!/usr/bin/perl
# perl: one pass with a queue, by its own #! line.
use strict;
use warnings;

my (@queue, $left);
$left = 0;
open(my $log, '<', "$ENV{HOME}/app.log") or die "app.log: $!";
while (my $line = <$log>) {
  if (index($line, 'ERROR') >= 0) {
    print splice @queue;
    $left = 11;
  }
  if ($left-- > 0) {
    print $line;
  } else {
    push @queue, $line;
    shift @queue if @queue > 10;
  }
}
