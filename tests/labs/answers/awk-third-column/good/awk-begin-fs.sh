# The separator set in BEGIN.
awk 'BEGIN { FS = "." } { print $3 }' hosts.txt
