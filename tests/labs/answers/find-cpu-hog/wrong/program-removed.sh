rm -f /srv/batch/worker
