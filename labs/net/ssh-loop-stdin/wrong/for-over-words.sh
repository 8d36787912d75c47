# loses: comments
# A comment's words become machines.
cat > collect.sh <<'END'
#!/bin/bash
for address in $(cat "$1"); do
  echo "== $address"
  ssh -o BatchMode=yes "$address" "$2"
done
END
