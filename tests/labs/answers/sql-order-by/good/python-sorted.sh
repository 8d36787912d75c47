#!/usr/bin/python3
import subprocess
rows = [l.split('\t') for l in subprocess.run(['mysql', '-N', '-e', 'SELECT code, name, gnp, population FROM country', 'world'], capture_output=True, text=True).stdout.splitlines()]
rows.sort(key=lambda r: r[0], reverse=True)
rows.sort(key=lambda r: (r[2] == 'NULL', 0 if r[2] == 'NULL' else float(r[2]), -int(r[3])))
print('code', 'name', 'gnp', 'population', sep='\t')
for r in rows: print(*r, sep='\t')
