# loses: others
kill $(lsof -t +L1)
