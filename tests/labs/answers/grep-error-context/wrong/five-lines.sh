# Ten lines in all.
grep -C5 ERROR app.log
