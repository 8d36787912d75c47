# Keeps the result in a file first.
grep -C10 ERROR app.log > errors.txt
cat errors.txt
