ps aux --sort=-%mem | sed -n 2p | awk '{print $2}' | xargs kill
