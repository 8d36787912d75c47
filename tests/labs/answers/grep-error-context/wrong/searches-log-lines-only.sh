# Counts only lines that begin with a date.
grep '^2024' app.log | grep -C10 ERROR
