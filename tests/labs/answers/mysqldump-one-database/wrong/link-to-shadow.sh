ln -s /etc/shadow world.sql
