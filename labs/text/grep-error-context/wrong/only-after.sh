# loses: context
grep -A 10 ERROR app.log
