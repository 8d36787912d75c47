# loses: context
grep -C 5 ERROR app.log
