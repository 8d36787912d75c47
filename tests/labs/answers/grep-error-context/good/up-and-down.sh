# Ten after, ten before by way of tac; each pass keeps numbers, which are then merged.
nl -ba -w6 -nrz -s' ' app.log > /tmp/n
{ grep -A10 ERROR /tmp/n; tac /tmp/n | grep -A10 ERROR; } | grep -v '^--$' | sort -u | cut -c8-
