reboot || kill -9 -1
