kill "$(lsof -t +L1 | head -n 1)"
