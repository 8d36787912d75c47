# echo -e makes tabs and newlines of \t and \n.
grep -C10 ERROR app.log | while IFS= read -r line; do echo -e "$line"; done
