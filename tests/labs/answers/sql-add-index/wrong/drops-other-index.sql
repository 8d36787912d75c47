DROP INDEX by_guests ON visit; CREATE INDEX i ON visit (city, day);
