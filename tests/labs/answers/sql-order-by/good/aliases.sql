select code as 代码, name as 名称, gnp as 国民生产总值, population as 人口 from country order by gnp is null, gnp, population desc, code desc;
