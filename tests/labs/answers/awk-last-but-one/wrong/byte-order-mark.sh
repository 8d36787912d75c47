# A byte order mark before the right output.
printf '\xef\xbb\xbf'
awk -F, '{print $(NF-1)}' test.txt
