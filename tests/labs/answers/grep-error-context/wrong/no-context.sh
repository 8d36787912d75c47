# The matches alone.
grep ERROR app.log
