# vim: marks the lines of all windows in a copy that has ten more lines at either end, then deletes the others.
{ yes '' | head -n 10; cat app.log; yes '' | head -n 10; } > /tmp/copy
vim.tiny -es -u NONE -n -c '%s/^/-/' -c 'g/ERROR/-10,+10s/^-/+/e' -c '1,10d' -c '$-9,$d' -c 'v/^+/d' -c '%s/^.//' \
  -c 'wq! /tmp/result' /tmp/copy < /dev/null > /dev/null
cat /tmp/result
