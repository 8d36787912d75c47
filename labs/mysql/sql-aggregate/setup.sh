#!/bin/bash
# Fills the database world, and gives each continent one country that is the most populous for sure and not the first
# in the table: else a name beside MAX() could be right by luck.
set -eu -o pipefail

africa=(EGY NGA ZAF)
europe=(ITA NOR RUS)
america=(CUB MEX USA)
south=(BRA CHL VEN)
oceania=(FJI NZL TON)
python3 /run/world.py "$SEED" | mariadb
mariadb world -e "
  UPDATE country SET population = 210000000 + $SEED % 997 * 1000
  WHERE code IN ('${africa[SEED % 3]}', '${europe[SEED / 3 % 3]}', '${america[SEED / 9 % 3]}', '${south[SEED / 27 % 3]}',
                 '${oceania[SEED / 81 % 3]}')"
