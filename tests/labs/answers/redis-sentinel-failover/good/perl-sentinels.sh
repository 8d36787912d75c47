#!/usr/bin/perl
use strict; use warnings; use IO::Socket::INET;
open my $f, '<', '/root/password' or die; chomp(my $p = <$f>);
for my $h (1 .. 3) {
    my $s = IO::Socket::INET->new("10.77.0.1$h:26379") or die;
    for ("SENTINEL MONITOR mymaster 10.77.0.11 6379 2", "SENTINEL SET mymaster auth-pass $p", "SENTINEL SET mymaster down-after-milliseconds 1000", "SENTINEL SET mymaster failover-timeout 5000") {
        print $s "$_\r\n"; my $r = <$s>; die $r if $r !~ /OK/;
    }
}
