exec 3<> /dev/tcp/127.0.0.1/8080
printf 'GET / HTTP/1.0\r\n\r\n' >&3
name=$(tail -n 1 <&3)
pkill -f "/srv/shop/server $name "
