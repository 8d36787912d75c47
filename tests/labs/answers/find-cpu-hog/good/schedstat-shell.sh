a=$(mktemp) b=$(mktemp)
grep -H . /proc/[0-9]*/schedstat 2> /dev/null | sed 's/[^0-9 ]/ /g' | awk '{print $1, $2}' | sort > "$a"
sleep 0.5
grep -H . /proc/[0-9]*/schedstat 2> /dev/null | sed 's/[^0-9 ]/ /g' | awk '{print $1, $2}' | sort > "$b"
join "$a" "$b" | awk -v me=$$ '$1 != me { print $3 - $2, $1 }' | sort -n | tail -n 1 | cut -d' ' -f2 | xargs kill -INT
