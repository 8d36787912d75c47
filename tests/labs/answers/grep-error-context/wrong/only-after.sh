# Only the lines after.
grep -A10 ERROR app.log
