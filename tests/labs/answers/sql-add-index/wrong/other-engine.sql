ALTER TABLE visit ENGINE = MyISAM; CREATE INDEX i ON visit (city, day);
