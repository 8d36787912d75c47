# Pure bash in one pass: a queue of at most ten lines.
queue=()
left=0
while IFS= read -r line; do
  case $line in
    *ERROR*)
      [ ${#queue[@]} -gt 0 ] && printf '%s\n' "${queue[@]}"
      queue=()
      left=11
      ;;
  esac
  if [ $left -gt 0 ]; then
    echo "$line"
    left=$((left - 1))
  else
    queue+=("$line")
    [ ${#queue[@]} -gt 10 ] && queue=("${queue[@]:1}")
  fi
done < app.log
