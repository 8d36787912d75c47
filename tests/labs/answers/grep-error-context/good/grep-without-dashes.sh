# By cat, and all that begins with dashes taken out.
cat app.log | grep -C 10 ERROR | grep -v -e '^--'
