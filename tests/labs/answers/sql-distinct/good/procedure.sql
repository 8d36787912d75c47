USE world;
DELIMITER //
CREATE OR REPLACE PROCEDURE combinations()
BEGIN
  SELECT DISTINCT continent, region FROM country WHERE gnp IS NOT NULL;
END //
DELIMITER ;
CALL combinations();
