SET @s = CONCAT('CREATE INDEX ', 'idx_', 'city_day', ' ON visit (city, day)');
PREPARE s FROM @s; EXECUTE s; DEALLOCATE PREPARE s;
ANALYZE TABLE visit; SHOW INDEX FROM visit;
