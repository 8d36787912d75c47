# Mirrors the lines, so that the column counts from the left.
rev test.txt | cut -d, -f2 | rev
