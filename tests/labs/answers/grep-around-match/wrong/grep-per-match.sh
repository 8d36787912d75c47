# Searches for each matching line again.
grep 2 test.txt | while IFS= read -r line; do grep -F -C1 -- "$line" test.txt; done
