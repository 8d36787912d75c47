# The last 21 lines.
tail -n 21 app.log
