# Writes the right lines to a file instead.
grep -C10 ERROR app.log > errors.log
