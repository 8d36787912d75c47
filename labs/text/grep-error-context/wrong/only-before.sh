# loses: context
grep -B 10 ERROR app.log
