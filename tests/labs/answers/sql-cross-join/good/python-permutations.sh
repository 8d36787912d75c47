#!/usr/bin/env python3
import itertools, subprocess
out = subprocess.check_output(['mysql', '-N', '-e', 'select name, population from world.country where continent = "South America"'], text=True)
teams = [line.split('\t') for line in out.splitlines()]
for (a, p), (b, q) in itertools.permutations(teams, 2):
    print(f'{a}\t{b}\t{int(p) + int(q)}')
