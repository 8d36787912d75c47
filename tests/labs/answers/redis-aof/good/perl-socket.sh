#!/usr/bin/perl
use strict; use warnings; use IO::Socket::INET;
my $redis = IO::Socket::INET->new('127.0.0.1:6379') or die $!;
for my $command ('CONFIG SET appendonly yes', 'CONFIG SET appendfsync always', 'CONFIG REWRITE') {
    print $redis "$command\r\n";
    my $reply = <$redis>;
    die $reply if $reply !~ /^\+OK/;
}
