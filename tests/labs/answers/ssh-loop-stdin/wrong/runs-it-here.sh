cat > collect.sh <<'END'
#!/bin/bash
grep -v -e '^#' -e '^$' "$1" | while read -r address; do echo "== $address"; bash -c "$2" < /dev/null; done
END
