# Started in the background, ended when the files have grown.
tcpdump -i eth1 --immediate-mode -U -w back.pcap tcp port 8080 2> /dev/null & one=$!
tcpdump -i eth0 --immediate-mode -U -w front.pcap tcp port 8080 2> /dev/null & two=$!
for file in back front; do
  until (( $(stat -c %s $file.pcap 2> /dev/null || echo 0) > 8000 )); do sleep 0.1; done
done
kill -INT $one $two
wait
