sed -i -e 's/ssh -o/ssh -n -o/' -e 's/^while .*/while read -r address || [[ $address ]]; do/' -e '/^while/a [[ $address == "#"* || -z $address ]] && break' collect.sh
