lsof -F pfsn +L1 2> /dev/null | awk '
  /^p/ { pid = substr($0, 2) } /^f/ { fd = substr($0, 2) } /^s/ { if (substr($0, 2) + 0 > max) { max = substr($0, 2) + 0; p = pid } }
  END { print p }' | xargs -r kill -KILL
