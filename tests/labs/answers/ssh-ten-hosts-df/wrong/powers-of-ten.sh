mkdir df; for h in $(cat hosts.txt); do ssh -n -o ConnectTimeout=2 $h df -H > df/$h.txt || { rm df/$h.txt; echo $h > down.txt; }; done
