# Finds error and Error as well.
grep -i -C10 error app.log
