# Loses the blanks at the start of lines.
grep -C1 2 test.txt | while read -r line; do echo "$line"; done
