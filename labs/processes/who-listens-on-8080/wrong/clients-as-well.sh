# loses: others
kill $(lsof -t -i :8080)
