kill "$(awk '{ split(FILENAME, f, "/"); if ($2 > m) { m = $2; p = f[3] } } END { print p }' /proc/[0-9]*/statm)"
