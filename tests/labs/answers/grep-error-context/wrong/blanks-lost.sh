# Loses the blanks at the start of lines.
grep -C10 ERROR app.log | while read -r line; do echo "$line"; done
