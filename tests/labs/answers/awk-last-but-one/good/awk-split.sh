# Splits the line into an array by hand.
awk '{ n = split($0, part, ","); print part[n - 1] }' test.txt
