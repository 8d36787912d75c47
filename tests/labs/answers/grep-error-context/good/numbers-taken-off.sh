# grep numbers the lines, sed takes the numbers off again.
grep -n -C 10 ERROR app.log | sed -E 's/^[0-9]+[:-]//'
