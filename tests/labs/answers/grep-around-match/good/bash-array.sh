# Pure bash: all lines in an array, each looked at with its neighbours.
mapfile -t lines < test.txt
for i in "${!lines[@]}"; do
  before=
  [ "$i" -gt 0 ] && before=${lines[i - 1]}
  case "$before|${lines[i]}|${lines[i + 1]}" in
    *2*) printf '%s\n' "${lines[i]}" ;;
  esac
done
