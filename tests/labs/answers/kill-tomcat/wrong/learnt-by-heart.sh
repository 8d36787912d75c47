kill 1234
