python3 -c "
lines = open('test.txt').read().split('\n')[:-1]
hits = [i for i, l in enumerate(lines) if '2' in l]
keep = sorted({j for i in hits for j in (i - 1, i, i + 1) if 0 <= j < len(lines)})
print(*(lines[j] for j in keep), sep='\n')"
