exec 3<> /dev/tcp/127.0.0.1/6379
printf '*1\r\n$4\r\nSAVE\r\n' >&3
head -1 <&3
