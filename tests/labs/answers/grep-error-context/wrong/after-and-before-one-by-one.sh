# First all that follows, then all that goes before.
grep -A10 ERROR app.log
grep -B10 ERROR app.log
