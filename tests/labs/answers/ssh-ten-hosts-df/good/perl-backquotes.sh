#!/usr/bin/perl
use strict; use warnings;
mkdir "df"; open my $d, '>', 'down.txt' or die;
open my $h, '<', 'hosts.txt' or die;
chomp(my @h = <$h>);
for my $ip (@h) { my $o = qx(ssh -n -o ConnectTimeout=2 root\@$ip df -h 2>/dev/null); if ($?) { print $d "$ip\n" } else { open my $f, '>', "df/$ip.txt" or die; print $f $o } }
