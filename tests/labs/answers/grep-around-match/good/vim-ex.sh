# vim as a filter: marks what stays, deletes the rest of a copy.
cp test.txt /tmp/copy
vim.tiny -es -u NONE -n -c '%s/^/-/' -c 'g/2/s/^-/+/' -c 'g/^+/-1s/^-/=/e' -c 'g/^+/+1s/^-/=/e' \
  -c 'v/^[+=]/d' -c '%s/^.//' -c 'wq! /tmp/result' /tmp/copy < /dev/null > /dev/null
cat /tmp/result
