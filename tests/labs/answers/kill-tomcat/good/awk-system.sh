ps -eo pid=,args= | awk '/java/ && /Bootstrap start$/ && !/awk/ { system("kill " $1) }'
