alter table `world`.`visit` add key `my index` (`city` asc, `day` desc) using btree comment "for queries"; explain select * from visit where city = 1 and day >= "2023-10-01";
