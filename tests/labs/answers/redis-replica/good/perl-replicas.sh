#!/usr/bin/perl
use strict; use warnings; use IO::Socket::INET;
open my $f, '<', '/root/password' or die; chomp(my $p = <$f>);
for my $h (qw(10.77.0.12 10.77.0.13)) {
    my $s = IO::Socket::INET->new("$h:6379") or die;
    for ("AUTH $p", "CONFIG SET masterauth $p", "CONFIG SET replica-read-only yes", "SLAVEOF 10.77.0.11 6379", "CONFIG REWRITE") {
        print $s "$_\r\n"; my $r = <$s>; die "$_: $r" unless $r =~ /^\+/;
    }
}
