# In colour.
grep --color=always -C1 2 test.txt
