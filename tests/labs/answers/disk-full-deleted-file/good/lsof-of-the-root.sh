lsof -nP +aL1 / | awk '$5 == "REG" && $7 > 1000000 { print $2 }' | sort -u | xargs kill
