DELIMITER //
CREATE PROCEDURE work()
BEGIN
  DECLARE done INT DEFAULT 0;
  DECLARE n, d VARCHAR(60); DECLARE p INT;
  DECLARE c CURSOR FOR SELECT name, district, population FROM city WHERE countrycode = 'CHN' AND population > 1000000;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
  OPEN c;
  l: LOOP
    FETCH c INTO n, d, p;
    IF done THEN LEAVE l; END IF;
    INSERT INTO big_city VALUES (n, d, p);
  END LOOP;
  CLOSE c;
  UPDATE city SET population = IF(population IS NULL, 0, population) + 1000 WHERE countrycode = 'POL';
  INSERT INTO city (name, countrycode, district, population) VALUES (CONCAT('L', CHAR(39), 'Haÿ-les-Roses'), 'FRA', 'Île-de-France', NULL);
  DELETE FROM city WHERE countrycode = 'JPN' AND population BETWEEN 0 AND 499999;
END //
DELIMITER ;
CALL work();
DROP PROCEDURE work;
