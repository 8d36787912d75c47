printf '%s\n' '#!/bin/bash' 'while read -r h || [ -n "$h" ]; do [[ $h = \#* || -z $h ]] && continue; echo "== $h"; ssh -n $h "$2"; done < hosts.txt' > collect.sh
