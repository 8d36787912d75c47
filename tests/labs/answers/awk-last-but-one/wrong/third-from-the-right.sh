# Mirrors the line, then takes the wrong column.
rev test.txt | cut -d, -f3 | rev
