# One line too few on either side.
grep -C9 ERROR app.log
