target=$(find /proc -path '*/fd/*' -type l -lname '*access.log.1 (deleted)' 2> /dev/null | head -1)
cp /dev/null "$target"
