#!/usr/bin/perl
use strict; use warnings;
open my $f, '+<', 'app.conf' or die; local $/; my $t = <$f>;
$t =~ s{/opt/tomcat}{/usr/local/tomcat}g;
seek $f, 0, 0; truncate $f, 0; print $f $t; close $f;
