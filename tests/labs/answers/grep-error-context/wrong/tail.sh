tail -n 20 app.log | grep -C 10 ERROR
