cat > collect.sh <<'END'
#!/bin/bash
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
n=1000
while read -r address || [[ $address ]]; do
  [[ $address =~ ^(#|$) ]] && continue
  n=$((n + 1))
  { echo "== $address"; ssh -n "$address" "$2"; } > "$folder/$n" &
done < "$1"
wait
cat "$folder"/*
END
