# Prints no text a second time, even where it stands on another line.
grep -C1 2 test.txt | awk '!seen[$0]++'
