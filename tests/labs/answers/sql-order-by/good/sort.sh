q='SELECT code, name, gnp, population FROM country WHERE gnp IS'
mariadb -N world -e "$q NOT NULL" | LC_ALL=C sort -t $'\t' -k3,3g -k4,4nr -k1,1r
mariadb -N world -e "$q NULL" | LC_ALL=C sort -t $'\t' -k4,4nr -k1,1r
