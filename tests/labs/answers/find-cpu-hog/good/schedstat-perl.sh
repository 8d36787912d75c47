#!/usr/bin/perl
use Time::HiRes 'sleep';
sub Used { my %used; for (glob '/proc/[0-9]*/schedstat') { open my $f, '<', $_ or next; m{(\d+)} and $used{$1} = (split ' ', <$f>)[0] } %used }
my %before = Used(); sleep 0.5; my %after = Used();
my ($busy) = sort { $after{$b} - $before{$b} <=> $after{$a} - $before{$a} } grep { $_ != $$ && exists $before{$_} } keys %after;
kill 'TERM', $busy;
