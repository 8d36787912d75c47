# The question stands in keepalived.conf itself; a longer reload than a restart.
for h in 10.77.0.11 10.77.0.12; do
  ssh $h 'sed -i -e "s|script \"/etc/keepalived/check-mariadb\"|script \"/usr/bin/mariadb -N -e SELECT(1)\"|" \
    -e "s/^ *weight .*/    weight 0/" /etc/keepalived/keepalived.conf && service keepalived restart'
done
