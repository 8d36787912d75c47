renice 19 $(pgrep -f /srv/batch/worker)
