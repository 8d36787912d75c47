# loses: context
tail -n 21 app.log
