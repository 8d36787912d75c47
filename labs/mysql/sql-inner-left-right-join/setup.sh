#!/bin/bash
# Fills the database world. Every seed has countries without cities, cities without a country and codes in two cases.
set -eu -o pipefail

python3 /run/world.py "$SEED" | mariadb
