# Mends, then tries it: stops the server that has the address, waits for the other, and starts it again.
for n in 1 2; do
  ssh db0$n "sed -i 's/pgrep .*/pidof mariadbd > \/dev\/null/' /etc/keepalived/check-mariadb
             sed -i 's/\(nopreempt\)/\1 # not needlessly/; /weight/d' /etc/keepalived/keepalived.conf
             systemctl reload keepalived || systemctl restart keepalived"
  ssh -n db0$n systemctl restart keepalived
done
holder() { mariadb --connect-timeout=1 -N -e 'SELECT @@server_id' 2> /dev/null; }
until first=$(holder) && [[ $first ]]; do sleep 0.2; done
ssh db0$first systemctl stop mariadb
until second=$(holder) && [[ $second && $second != "$first" ]]; do sleep 0.2; done
ssh db0$first systemctl start mariadb
