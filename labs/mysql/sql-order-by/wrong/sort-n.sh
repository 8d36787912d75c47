# loses: order
mariadb -N world -e 'SELECT code, name, gnp, population FROM country' | sort -t $'\t' -k3,3n -k4,4nr -k1,1r
