second_to_last() {
  local line=${1%,*}
  printf '%s\n' "${line##*,}"
}
while IFS= read -r line || [ -n "$line" ]; do second_to_last "$line"; done < test.txt
