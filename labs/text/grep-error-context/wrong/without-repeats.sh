# loses: context
grep -C 10 ERROR app.log | awk '!seen[$0]++'
