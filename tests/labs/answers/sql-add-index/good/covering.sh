mysql world -e "CREATE INDEX wide ON visit (city, day, guests)"
