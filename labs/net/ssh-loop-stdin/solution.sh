cat > collect.sh <<'END'
#!/bin/bash
# collect.sh LIST COMMAND: runs COMMAND on every machine of LIST, a file with an address on each line.

list=$1
command=$2

# The last line may have no newline: read then fails, but has it.
while read -r address || [[ -n $address ]]; do
  if [[ -z $address || $address == \#* ]]; then continue; fi
  echo "== $address"
  ssh -n -o BatchMode=yes "$address" "$command"
done < "$list"
END
