# Goes elsewhere, talks on standard error and exits with 1.
cd / && echo searching >&2
grep -C10 ERROR /home/student/app.log
exit 1
