grep -E -C 1 '(^|[^0-9])2([^0-9]|$)' test.txt
