# Splits the line into an array by hand.
awk '{ split($0, part, "."); print part[3] }' hosts.txt
