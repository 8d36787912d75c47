for pid in $(pidof java); do tr '\0' ' ' < /proc/$pid/cmdline | grep -q 'catalina.startup.Bootstrap' && kill -s SIGTERM $pid; done; wait
