#!/usr/bin/env python3
import subprocess
from collections import defaultdict
rows = subprocess.run(["mariadb", "-BN", "world", "-e", "select continent,name,population,gnp from country"],
                      stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()
by = defaultdict(list)
for r in rows:
    c, n, p, g = r.split("\t")
    by[c].append((int(p), n, None if g == "NULL" else float(g)))
print("continent", "countries", "known", "avg", "largest", sep="\t")
for c, l in by.items():
    k = [g for _, _, g in l if g is not None]
    print(c, len(l), len(k), f"{sum(k) / len(k):.2f}" if k else "NULL", max(l)[1], sep="\t")
