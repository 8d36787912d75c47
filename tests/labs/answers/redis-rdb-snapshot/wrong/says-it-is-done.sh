echo "Background saving started"
