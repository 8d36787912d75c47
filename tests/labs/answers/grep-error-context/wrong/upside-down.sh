# From the last line to the first.
tac app.log | grep -C10 ERROR
