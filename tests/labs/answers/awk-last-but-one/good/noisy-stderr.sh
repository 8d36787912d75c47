# Talks a lot on standard error, and one of its commands fails.
set -x
echo "starting ..." >&2
ls /no/such/folder
awk -F, '{print $(NF-1)}' test.txt
echo "done" >&2
