# grep started by find, by xargs for a second time.
find . -name test.txt -print0 | xargs -0 grep -h -A1 -B1 2
