ss -K 'sport = 8080'; ss -tK state listening sport = 8080
