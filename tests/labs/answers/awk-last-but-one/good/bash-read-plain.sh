while IFS= read -r line; do
  line=${line%,*}
  echo "${line##*,}"
done < test.txt
