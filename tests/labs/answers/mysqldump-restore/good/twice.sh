for i in 1 2; do mysql world < backup/world.sql; done
rm -r backup
