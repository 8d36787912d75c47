top -b -n 1 | sed -n 8p | awk '{print $1}' | xargs kill
