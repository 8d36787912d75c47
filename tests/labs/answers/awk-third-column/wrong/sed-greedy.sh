# The first group takes all it can, which counts from the right.
sed -E 's/^.*\..*\.(.*)$/\1/' hosts.txt
