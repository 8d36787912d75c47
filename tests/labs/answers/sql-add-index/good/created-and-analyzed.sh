mysqladmin ping > /dev/null
mysql -D world <<< 'ALTER TABLE visit ADD KEY lookup USING BTREE (city ASC, day ASC), ALGORITHM = INPLACE, LOCK = NONE;'
mysqlcheck --analyze world visit
