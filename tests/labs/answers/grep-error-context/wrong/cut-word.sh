# Finds ERR_TIMEOUT as well.
grep -C10 ERR app.log
