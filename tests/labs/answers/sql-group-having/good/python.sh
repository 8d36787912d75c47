#!/usr/bin/python3
import subprocess
rows = subprocess.run(['mysql', '-N', 'world', '-e', "select district, population from city where countrycode = 'CHN'"], capture_output=True, text=True).stdout
sums = {}
for row in rows.splitlines():
    district, population = row.split('\t')
    sums[district] = sums.get(district, 0) + int(population)
for district, total in sums.items():
    if total < 1000000:
        print(district, total, sep='\t')
