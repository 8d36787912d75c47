# vim as a stream editor, on a copy.
cp test.txt /tmp/copy.txt
vim.tiny -es -u NONE -n -c '%s/,[^,]*$//' -c '%s/.*,//e' -c 'wq! /tmp/result.txt' /tmp/copy.txt < /dev/null > /dev/null
cat /tmp/result.txt
