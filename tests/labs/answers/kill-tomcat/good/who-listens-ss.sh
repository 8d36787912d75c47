kill "$(ss -ltnpH 'sport = :8080' | grep -oP 'pid=\K[0-9]+' | sort -u)"
