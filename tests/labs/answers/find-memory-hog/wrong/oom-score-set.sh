for p in $(pgrep -f /srv/cache/node); do echo 1000 > /proc/$p/oom_score_adj; done
