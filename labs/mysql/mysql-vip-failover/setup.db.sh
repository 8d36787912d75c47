#!/bin/bash
# Two servers that replicate from each other, and a keepalived that would never notice the death of one: its script finds
# itself, and a weight moves nothing where nobody preempts.
set -eu
number=$((10#${HOST#db})) other=10.77.0.1$((3 - 10#${HOST#db}))
cat > /etc/mysql/mariadb.conf.d/99-pair.cnf <<END
[mariadbd]
bind-address             = 0.0.0.0
server-id                = $number
gtid_domain_id           = $number
log_bin                  = mysql-bin
relay_log                = relay-bin
binlog_format            = ROW
auto_increment_increment = 2
auto_increment_offset    = $number
slave_net_timeout        = 5
END
systemctl restart mariadb
mariadb <<SQL
SET sql_log_bin = 0;
CREATE DATABASE shop CHARACTER SET utf8mb4;
USE shop;
CREATE TABLE orders (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, item VARCHAR(60) NOT NULL, amount INT NOT NULL);
INSERT INTO orders SELECT seq, 'lamp', CRC32(CONCAT(seq, $SEED)) % 100 FROM seq_1_to_40;
GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO app@'%' IDENTIFIED BY 'App-$SEED';
GRANT SELECT, INSERT ON shop.* TO grader@'%' IDENTIFIED BY '$SEED';
GRANT REPLICATION SLAVE ON *.* TO repl@'10.77.0.%' IDENTIFIED BY 'Repl-$SEED';
CHANGE MASTER TO MASTER_HOST = '$other', MASTER_USER = 'repl', MASTER_PASSWORD = 'Repl-$SEED',
  MASTER_CONNECT_RETRY = 1, MASTER_USE_GTID = slave_pos;
START SLAVE;
SQL

cat > /etc/keepalived/check-mariadb <<'END'
#!/bin/bash
# Is MariaDB alive?
pgrep -f mariadb > /dev/null
END
chmod 755 /etc/keepalived/check-mariadb
cat > /etc/keepalived/keepalived.conf <<END
global_defs {
    router_id $HOST
    vrrp_version 3
    script_user root
    enable_script_security
}
vrrp_script mariadb {
    script "/etc/keepalived/check-mariadb"
    interval 1
    timeout 3
    fall 2
    rise 1
    weight -$((SEED % 20 + 20))
}
vrrp_instance database {
    state BACKUP
    nopreempt
    interface eth0
    virtual_router_id $((SEED % 200 + 20))
    priority $((160 - 10 * number - SEED % 5))
    advert_int 0.3
    virtual_ipaddress {
        10.77.0.100/24
    }
    track_script {
        mariadb
    }
}
END
install -d -m 700 /root/.ssh
install -m 600 /usr/share/lab/id_ed25519.pub /root/.ssh/authorized_keys
rm -r /usr/share/lab
