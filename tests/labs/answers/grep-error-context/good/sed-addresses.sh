# One sed with an address range for each match: a line in several ranges is left to the first that prints it.
sed -n "$(sed -n '/ERROR/=' app.log | awk '{ print ($1 > 10 ? $1 - 10 : 1) "," $1 + 10 "{p;b}" }')" app.log
