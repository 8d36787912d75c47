# read without -r eats backslashes.
grep -C10 ERROR app.log | while IFS= read line; do echo "$line"; done
