ps -ef | grep '[c]atalina' | awk '{print $2}' | xargs kill -HUP
