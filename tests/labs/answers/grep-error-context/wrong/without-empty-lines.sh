# Loses the empty lines.
grep -C10 ERROR app.log | grep .
