# Swallows lines that repeat the one before.
grep -C10 --no-group-separator ERROR app.log | uniq
