# The shortest: grep with context on both sides.
grep -C10 ERROR app.log
