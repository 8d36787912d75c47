mysqldump --all-databases --single-transaction --flush-privileges --hex-blob --result-file=/home/student/all.sql
