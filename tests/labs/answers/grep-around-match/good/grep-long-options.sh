# Options written out, and no separators.
grep --context=1 --no-group-separator --regexp=2 -- test.txt
