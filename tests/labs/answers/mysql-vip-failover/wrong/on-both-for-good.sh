# Cheating: whoever asks finds somebody.
for h in db01 db02; do ssh -n $h 'systemctl stop keepalived; ip address add 10.77.0.100/24 dev eth0'; done
echo '10.77.0.12 10.77.0.100' >> /etc/hosts
