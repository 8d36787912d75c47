cd backup
csplit -s -z -f part. world.sql '/^-- Table structure for table/' '{*}'
cat part.* | mysql --default-character-set=utf8mb4 -D world
rm part.*
