grep -C 10 ERROR app.log
