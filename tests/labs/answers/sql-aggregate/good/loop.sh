mariadb -N world -e 'SELECT DISTINCT continent FROM country' | while read -r continent; do
  mariadb -N world -e "SELECT '$continent', COUNT(*), COUNT(gnp), ROUND(AVG(gnp), 2), (SELECT name FROM country WHERE continent = '$continent' ORDER BY population DESC LIMIT 1) FROM country WHERE continent = '$continent'" < /dev/null
done
