#!/bin/bash
# Fills the database world. Every seed has provinces on both sides of each wrong turn (see world.py). Cities abroad that
# bear the name of each province as their district tell who asks for the country from who only asks for the province.
set -eu -o pipefail

python3 /run/world.py "$SEED" | mariadb
mariadb world -e "
  INSERT INTO city (name, countrycode, district, population)
  SELECT CONCAT('New ', district), IF(ROW_NUMBER() OVER (ORDER BY MIN(id)) % 2, 'AUS', 'NZL'), district, 1000 + $SEED % 7000
  FROM city WHERE countrycode = 'CHN' GROUP BY district"
