# Pure bash: the whole file into an array, each line by a function.
last_but_one() {
  local IFS=,
  local -a columns
  read -ra columns <<< "$1"
  echo "${columns[${#columns[@]} - 2]}"
}
mapfile -t lines < test.txt
for line in "${lines[@]}"; do last_but_one "$line"; done
