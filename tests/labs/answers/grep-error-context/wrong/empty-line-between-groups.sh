# Separates groups by empty lines.
grep -C10 --group-separator= ERROR app.log
