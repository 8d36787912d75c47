#!/bin/bash
# Fills the database world. Every seed has provinces on both sides of each wrong turn (see world.py).
set -eu -o pipefail

python3 /run/world.py "$SEED" | mariadb
