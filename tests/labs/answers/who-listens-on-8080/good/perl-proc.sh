#!/usr/bin/perl
my %inode;
for my $table ('/proc/net/tcp', '/proc/net/tcp6') {
    open my $f, '<', $table or next;
    while (<$f>) { my @w = split; $inode{$w[9]} = 1 if $w[1] =~ /:1F90$/ && $w[3] eq '0A' }
}
for (glob '/proc/[0-9]*/fd/*') {
    my $to = readlink or next;
    kill 'TERM', (split m{/})[2] if $to =~ /^socket:\[(\d+)\]$/ && $inode{$1};
}
