cat /home/student/backup/world.sql | mysql --database=world
