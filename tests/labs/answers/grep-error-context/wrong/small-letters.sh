# Searches for error only.
grep -C10 error app.log
