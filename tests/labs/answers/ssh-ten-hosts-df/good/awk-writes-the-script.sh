mkdir df 2>/dev/null
awk '{print "ssh -n -oConnectTimeout=3 " $1 " df -h > df/" $1 ".txt || { rm df/" $1 ".txt; echo " $1 " > down.txt; }"}' hosts.txt > /tmp/run.sh; bash -x /tmp/run.sh 2>/tmp/run.log
