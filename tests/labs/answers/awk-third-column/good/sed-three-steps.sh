# Basic syntax: the first two columns off, then all from the next dot.
sed -e 's/^[^.]*[.]//' -e 's/^[^.]*[.]//' -e 's/[.].*//' hosts.txt
