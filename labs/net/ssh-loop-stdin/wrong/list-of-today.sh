# loses: all last-line comments failing
# hosts.txt is written into the script.
cat > collect.sh <<'END'
#!/bin/bash
for n in 11 12 13 14 15; do
  echo "== 10.77.0.$n"
  ssh -o BatchMode=yes 10.77.0.$n "$2"
done
END
