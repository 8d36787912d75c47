cat > collect.sh <<'END'
#!/bin/bash
mapfile -t lines < "$1"
for line in "${lines[@]}"; do
  [[ $line && ${line:0:1} != "#" ]] || continue
  printf '== %s\n' "$line"
  ssh "root@$line" -- "$2"
done
END
