# loses: context
grep ERROR app.log
