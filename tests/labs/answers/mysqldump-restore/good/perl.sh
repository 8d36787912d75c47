#!/usr/bin/perl
exec "sh", "-c", "mysql -D world < backup/world.sql";
