kill -9 $(lsof +L1 | grep access.log.1 | awk '{print $2}')
