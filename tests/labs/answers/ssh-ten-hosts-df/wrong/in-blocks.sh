mkdir df; for h in $(cat hosts.txt); do ssh -o ConnectTimeout=2 $h df > df/$h.txt || { rm df/$h.txt; echo $h > down.txt; }; done
