python3 -c '
import csv
for row in csv.reader(open("test.txt")): print(row[-2])'
