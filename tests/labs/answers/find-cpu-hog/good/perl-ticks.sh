#!/usr/bin/perl
use Time::HiRes 'sleep';
sub ticks { my %t; for (glob '/proc/[0-9]*/stat') { open my $f, '<', $_ or next; my $l = <$f>; next unless $l =~ /^(\d+) \(.*\) (.*)/; my @w = split ' ', $2; $t{$1} = $w[11] + $w[12] } %t }
my %a = ticks(); sleep 1.5; my %b = ticks();
my ($hog) = sort { ($b{$b} - ($a{$b} // 0)) <=> ($b{$a} - ($a{$a} // 0)) } grep { $_ != $$ && $_ != 1 } keys %b;
kill TERM => $hog;
