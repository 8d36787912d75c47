mkdir /tmp/d
mysqldump --all-databases > /tmp/d/all.sql
ln -s /tmp/d/all.sql all.sql
