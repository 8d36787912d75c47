# Prints the file it is run from.
cat "$0"
