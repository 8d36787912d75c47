# loses: context
grep -w -C 10 ERROR app.log
