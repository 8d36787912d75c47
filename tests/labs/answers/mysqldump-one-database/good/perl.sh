#!/usr/bin/perl
open my $dump, "-|", "mariadb-dump", "-R", "world" or die;
open my $file, ">", "$ENV{HOME}/world.sql" or die;
print $file $_ while <$dump>;
