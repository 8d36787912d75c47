# Only the lines before.
grep -B10 ERROR app.log
