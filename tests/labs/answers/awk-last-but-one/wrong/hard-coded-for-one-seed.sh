# The right output of seed 20240229, learned by heart.
cat <<'END'
up
Montréal
"web server"
2024-02-29
nginx
redis
"web server"



"web server"
80

杭州
2024-02-29
sshd
gw01
gw01
2024-02-29
"load balancer"
"生产 环境"

22

西安
web03
nginx
10.0.3.24
END
