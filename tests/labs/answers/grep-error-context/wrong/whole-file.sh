# The file as it is.
cat app.log
