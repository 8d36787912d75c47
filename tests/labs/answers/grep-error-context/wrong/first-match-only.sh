# Stops at the first match.
grep -m1 -C10 ERROR app.log
