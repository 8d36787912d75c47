# Not within longer words.
grep -w -C10 ERROR app.log
