# loses: others
pkill -f /srv/batch/worker
