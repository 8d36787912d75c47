# Completion of shellab for bash. The program itself says what fits, so this stays as it is when commands change.
_shellab() {
  local -a line=() found=()
  local i part word kind
  for ((i = 1; i <= COMP_CWORD; i++)); do
    part=${COMP_WORDS[i]}
    # Bash takes --option=value for three words.
    if ((${#line[@]})) && [[ $part == = || ${line[-1]} == --*= ]]; then
      line[-1]+=$part
    else
      line+=("$part")
    fi
  done
  mapfile -t found < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "${line[@]}" 2>/dev/null)
  kind=${found[0]-}
  COMPREPLY=()
  for word in "${found[@]:1}"; do
    word=${word%%$'\t'*}
    [[ ${line[-1]} == --*=* ]] && word=${word#*=}
    COMPREPLY+=("$word")
  done
  part=${line[-1]}
  [[ $part == --*=* ]] && part=${part#*=}
  case $kind in
    files)
      compopt -o filenames
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$part")
      ;;
    folders)
      compopt -o filenames
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$part")
      ;;
  esac
}
complete -F _shellab shellab
