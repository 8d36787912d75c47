pkill -o -f /srv/batch/worker
