# Prints a line between two matches for each of them.
awk '/2/ { print before; print; if (getline > 0) print } { before = $0 }' test.txt
