# loses: running snapshot survives
redis-cli lastsave
redis-cli info persistence
