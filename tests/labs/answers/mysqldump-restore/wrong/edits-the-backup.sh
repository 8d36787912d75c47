sed -i '/Zimbabwe/d; s/Paris/London/g' backup/world.sql
mysql world < backup/world.sql
