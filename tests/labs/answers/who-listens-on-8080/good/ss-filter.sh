kill "$(ss -Hltnp sport = :8080 | sed -E 's/.*pid=([0-9]+).*/\1/')"
