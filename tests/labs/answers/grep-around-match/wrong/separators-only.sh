# As many separators as grep would print, and nothing between them.
grep -C1 2 test.txt | grep -x -e --
