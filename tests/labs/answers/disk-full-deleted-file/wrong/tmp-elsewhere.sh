rm -rf /var/tmp && ln -s /dev/shm /var/tmp
