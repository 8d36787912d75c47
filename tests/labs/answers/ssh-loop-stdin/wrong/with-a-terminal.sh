sed -i 's/ssh -o/ssh -t -o/' collect.sh
