# Reads field by field: dot and newline both end a record, and RT says which it was.
gawk 'BEGIN { RS = "[.\n]" }
++n == 3 { print }
RT == "\n" { n = 0 }' hosts.txt
