# Searches for each matching line again.
grep ERROR app.log | while IFS= read -r line; do grep -F -C10 -- "$line" app.log; done
