#!/usr/bin/env python3
import subprocess
def q(s): return [l.split('\t') for l in subprocess.check_output(['mysql', '-N', 'world', '-e', s], text=True).splitlines()]
country = {c.upper(): n for c, n in q('select code, name from country')}
cities = q('select countrycode, name, population from city')
has = set()
for code, name, p in cities:
    if code.upper() in country:
        has.add(code.upper())
        for word in 'inner', 'left', 'right': print(word, country[code.upper()], name, p, sep='\t')
    else: print('right', 'NULL', name, p, sep='\t')
for code, name in country.items():
    if code not in has: print('left', name, 'NULL', 'NULL', sep='\t')
