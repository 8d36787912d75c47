pkill -n -f /srv/batch/worker
