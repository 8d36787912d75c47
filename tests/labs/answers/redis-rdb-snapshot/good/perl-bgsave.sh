#!/usr/bin/perl
my $before = `redis-cli lastsave`;
print `redis-cli bgsave`;
for (1 .. 50) {
    last if `redis-cli info persistence` =~ /rdb_bgsave_in_progress:0/;
    select undef, undef, undef, 0.1;
}
