# Sorted by time, which many lines do not have.
grep -C10 ERROR app.log | sort
