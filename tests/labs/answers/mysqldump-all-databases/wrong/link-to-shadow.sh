ln -s /etc/shadow all.sql
