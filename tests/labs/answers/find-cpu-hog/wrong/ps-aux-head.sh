ps aux --sort=-%cpu | sed -n 2p | awk '{print $2}' | xargs kill
