# grep started by xargs, the pattern from a file.
echo ERROR > /tmp/pattern
find ~ -maxdepth 1 -name '*.log' -print0 | xargs -0 grep -h -C 10 -f /tmp/pattern
