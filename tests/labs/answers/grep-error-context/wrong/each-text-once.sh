# Prints no text a second time, even where it stands on another line.
grep -C10 ERROR app.log | awk '!seen[$0]++'
