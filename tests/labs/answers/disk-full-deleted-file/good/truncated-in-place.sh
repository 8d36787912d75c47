read -r pid fd < <(lsof -n -P +L1 | awk '$7 + 0 > 1000000 { print $2, $4 + 0 }')
: > "/proc/$pid/fd/$fd"
