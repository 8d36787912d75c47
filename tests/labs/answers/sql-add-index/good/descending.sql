CREATE INDEX backwards ON visit (city DESC, day DESC);
