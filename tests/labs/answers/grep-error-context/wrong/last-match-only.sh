# The end of the right output.
grep -C10 ERROR app.log | tail -n 21
