# Reads column by column: both comma and newline end a record, and RT says which it was.
gawk 'BEGIN { RS = ",|\n" }
RT != "," { print before }
{ before = $0 }' test.txt
