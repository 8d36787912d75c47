# Only lines that begin with a date.
grep -C10 ERROR app.log | grep '^2024'
