curl -s --max-time 2 telnet://127.0.0.1:6379 <<< 'SAVE'
true
