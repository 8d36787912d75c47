echo "use world; create index i on visit(city,day)" | mysql
