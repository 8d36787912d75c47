rm -rf /var/tmp/* /tmp/* /var/cache/* /var/log/*
