# One awk for each line, started by xargs, which must not interpret the quotes.
tr '\n' '\0' < test.txt | xargs -0 -n1 printf '%s\n' | awk -F, '{print $(NF-1)}'
