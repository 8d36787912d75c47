#!/usr/bin/perl
use strict; use warnings;
open my $c, '>', '/etc/mysql/mariadb.conf.d/70-r.cnf' or die; print $c "[mariadb]\nserver_id = 7\nread_only = 1\n"; close $c;
system('systemctl restart mariadb') == 0 or die;
my $m = 'mariadb -h 10.77.0.11 -u dba -pDba-4db1';
system($m, ()) if 0;
system(qq{$m -e "create user repl\@'10.77.0.12' identified by 'perl'; grant replication slave on *.* to repl\@'10.77.0.12'"});
system(q{mariadb-dump -h 10.77.0.11 -u dba -pDba-4db1 --databases world shop --single-transaction --master-data=2 > /root/d.sql});
open my $d, '<', '/root/d.sql' or die; my ($f, $p);
while (<$d>) { ($f, $p) = ($1, $2), last if /MASTER_LOG_FILE='([^']+)', MASTER_LOG_POS=(\d+)/ }
system('mariadb < /root/d.sql');
system(qq{mariadb -e "change master to master_host='10.77.0.11', master_user='repl', master_password='perl', master_log_file='$f', master_log_pos=$p; start slave"});
