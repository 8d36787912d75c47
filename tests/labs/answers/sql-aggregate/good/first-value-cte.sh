mariadb world <<'X'
with r as (select *, first_value(name) over (partition by continent order by population desc) top from country)
select continent, count(*), count(gnp), cast(avg(gnp) as decimal(20,2)), max(top) from r group by continent;
X
