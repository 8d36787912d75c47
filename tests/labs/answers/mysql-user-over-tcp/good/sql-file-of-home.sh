cat > ~/app.sql <<X
create or replace user app@'127.0.0.1' identified via mysql_native_password using password('s3cret\$Pot');
grant select, insert, update on \`world\`.* to app@'127.0.0.1';
X
mariadb --batch < ~/app.sql
mariadb -N -e 'select user, host from mysql.user' | sort
