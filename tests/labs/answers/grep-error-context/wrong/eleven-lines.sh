# One line too many on either side.
grep -C11 ERROR app.log
