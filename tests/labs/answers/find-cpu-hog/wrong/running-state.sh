kill $(ps -eo pid=,args= | awk '/batch/ { print $1 }')
