mariadb world -e 'create table visit2 like visit; alter table visit2 add index(city, day); insert into visit2 select * from visit'
