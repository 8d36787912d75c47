# What is around, without the matches.
grep -C10 ERROR app.log | grep -v ERROR
