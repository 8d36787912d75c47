#!/bin/bash
# Fills the database world. In each continent two countries have the same population (see world.py).
set -eu -o pipefail

python3 /run/world.py "$SEED" | mariadb
