# Writes the awk program to /tmp first and removes it afterwards.
program=$(mktemp /tmp/XXXXXX.awk)
trap 'rm -f "$program"' EXIT
cat > "$program" <<'END'
BEGIN { FS = "," }
{ print $(NF - 1) }
END
awk -f "$program" test.txt
