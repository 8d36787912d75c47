# vim as a stream editor, on a copy.
cp hosts.txt /tmp/copy
vim.tiny -es -u NONE -n -c '%s/\v^[^.]*\.[^.]*\.([^.]*).*/\1/' -c 'wq! /tmp/result' /tmp/copy < /dev/null > /dev/null
cat /tmp/result
