f=$(mktemp -p ~ .dumpXXXX); mysqldump --opt --all-databases --routines --add-drop-database > "$f" && mv "$f" ~/all.sql; chmod 600 ~/all.sql
tail -1 all.sql
