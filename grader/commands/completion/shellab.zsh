#compdef shellab
# Completion of shellab for zsh. The program itself says what fits, so this stays as it is when commands change.
compdef _shellab shellab

_shellab() {
  local -a found described
  local line kind
  found=("${(@f)$(${~${(Q)words[1]}} __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  kind=$found[1]
  for line in "${(@)found[2,-1]}"; do
    described+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  (($#described)) && _describe -t values shellab described
  case $kind in
    files) compset -P '--*='; _files ;;
    folders) compset -P '--*='; _files -/ ;;
  esac
}

# Read from a folder of fpath, this file is the function's first call.
[[ $funcstack[1] == _shellab ]] && _shellab "$@"
