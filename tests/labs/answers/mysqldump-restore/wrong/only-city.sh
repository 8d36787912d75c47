sed -n '/Table structure for table .city/,/UNLOCK TABLES/p' backup/world.sql | mysql world
