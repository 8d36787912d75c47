# Goes elsewhere, talks on standard error and exits with 1.
cd / && echo searching >&2
grep -h -C1 2 /home/student/test.txt
exit 1
