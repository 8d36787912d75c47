# The number of lines as an option of its own.
grep -10 ERROR ~/app.log
