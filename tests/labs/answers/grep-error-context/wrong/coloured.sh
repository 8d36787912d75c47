# In colour.
grep --color=always -C10 ERROR app.log
