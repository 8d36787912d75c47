mariadb <<'X'
create user tmp_app@localhost identified by 's3cret$Pot';
grant select, insert, update on world.* to tmp_app@localhost;
rename user tmp_app@localhost to app@'127.0.0.1';
X
