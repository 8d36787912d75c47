mariadb -N world -e 'SELECT code, name, gnp, population FROM country' | sort
