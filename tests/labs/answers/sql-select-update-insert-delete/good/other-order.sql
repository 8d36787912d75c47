-- In a transaction, last things first.
BEGIN;
delete from `city` where countrycode like 'JPN' and not (population >= 500000);
insert into city values (null, 'L\'Haÿ-les-Roses', 'FRA', 'Île-de-France', null);
update city set population = case when population is null then 1000 else population + 1000 end where countrycode = 'POL';
replace into big_city (population, name, district)
  select population, name, district from city where countrycode = 'CHN' and population >= 1000001 order by 2;
COMMIT;
SELECT * FROM big_city;
