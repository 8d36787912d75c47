pkill -f /srv/batch/worker; for n in index-pages resize-images send-mail build-report ship-logs burn-cpu; do setsid /srv/batch/worker $n < /dev/null > /dev/null 2>&1 & done; sleep 1
