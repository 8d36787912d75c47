#!/usr/bin/env python3
import subprocess
out = subprocess.getoutput('mysql -N -B world -e "SELECT continent, region, gnp FROM country"')
seen = {tuple(line.split('\t')[:2]) for line in out.splitlines() if line.split('\t')[2] != 'NULL'}
print('\n'.join(map('\t'.join, sorted(seen))))
