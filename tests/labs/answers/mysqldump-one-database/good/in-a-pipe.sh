mysqldump --routines --single-transaction --quick world 2> /dev/null | tee /home/student/world.sql > /dev/null
