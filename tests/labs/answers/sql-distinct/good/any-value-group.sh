echo 'select continent, region from country group by continent, region having max(gnp) is not null;' | mysql -t world
