kill "$(lsof -n -P +L1 | awk '$5 == "REG" { print $7, $2 }' | sort -n | tail -n 1 | cut -d' ' -f2)"
