# loses: context
grep -i -C 10 error app.log
