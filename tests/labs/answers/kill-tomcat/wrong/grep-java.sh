ps -ef | grep '[j]ava' | awk '{print $2}' | xargs kill
