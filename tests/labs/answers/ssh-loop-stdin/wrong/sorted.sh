cat > collect.sh <<'END'
#!/bin/bash
for address in $(grep -v -e '^#' -e '^$' "$1" | sort -r); do echo "== $address"; ssh -n "$address" "$2"; done
END
