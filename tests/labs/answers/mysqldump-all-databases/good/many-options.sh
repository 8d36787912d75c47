mariadb-dump --all-databases --add-drop-table --routines --events --triggers --lock-all-tables --order-by-primary --net-buffer-length=16384 --log-error=/tmp/err > "$HOME/all.sql"
