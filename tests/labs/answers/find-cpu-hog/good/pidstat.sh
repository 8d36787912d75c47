kill "$(pidstat 2 1 | awk '/^Average/ && $3 ~ /^[0-9]+$/ { print $8, $3 }' | sort -n | tail -n 1 | cut -d' ' -f2)"
