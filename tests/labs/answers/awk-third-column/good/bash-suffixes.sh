while IFS= read -r l; do l=${l#*.}; l=${l#*.}; echo "${l%%.*}"; done < hosts.txt
