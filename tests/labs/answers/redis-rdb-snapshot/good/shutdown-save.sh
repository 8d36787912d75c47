# The service comes up again by itself.
redis-cli shutdown save
