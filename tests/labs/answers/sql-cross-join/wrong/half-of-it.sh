mariadb world -e "select a.name, b.name, a.population+b.population from country a join country b on a.code<b.code where a.continent='South America' and b.continent=a.continent"
