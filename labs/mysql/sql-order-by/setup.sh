#!/bin/bash
# Fills the database world, with countries that are equal in gnp and in gnp and population, so that each key of the
# order counts: also of those without gnp, which all together are equal in it. The names of DEU and DZA, PRI and PRT sort
# the other way round than their codes.
set -eu -o pipefail

python3 /run/world.py "$SEED" | mariadb
mariadb world -e "
  UPDATE country SET population = 2500000 WHERE gnp = 0 AND continent IN ('Asia', 'Africa', 'Europe');
  UPDATE country SET population = 700000 WHERE gnp IS NULL AND continent IN ('Oceania', 'South America');
  UPDATE country SET gnp = 0, population = 2500000 WHERE code IN ('DEU', 'DZA');
  UPDATE country SET gnp = NULL, population = 700000 WHERE code IN ('PRI', 'PRT')"
