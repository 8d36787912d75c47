perl -0pi.orig -e '$_ .= "\nlisten www\n  bind 0.0.0.0:80\n  mode http\n  balance static-rr\n  option httpchk GET /health\n  http-check expect rstatus ^200\$\n  option redispatch\n  retries 2\n" . join "", map { "  server web0$_ 10.77.0.2$_:80 check inter 3000 fall 3 rise 2 weight 10\n" } 1, 2' /etc/haproxy/haproxy.cfg
kill -USR2 $(pgrep -o -x haproxy)
sleep 1
