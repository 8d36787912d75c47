# Reads by process substitution, prints by a named pipe.
pipe=$(mktemp -u /tmp/XXXXXX)
mkfifo "$pipe"
awk -F, '{print $(NF-1)}' <(cat test.txt) > "$pipe" &
cat "$pipe"
