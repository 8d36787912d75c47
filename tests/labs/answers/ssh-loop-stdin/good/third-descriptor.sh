cat > collect.sh <<'END'
#!/bin/bash
while read -r address <&3; do
  echo "== $address"
  ssh -o BatchMode=yes "$address" "$2"
done 3< <(sed -e '/^#/d' -e '/^$/d' -e '$a\' "$1")
END
