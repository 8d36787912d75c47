#!/bin/bash
# Makes the files with modes that SEED picks, none of them what it shall become, and neighbours of which `chmod -R` and
# wildcards make victims.
set -eu

printf '#!/bin/bash\nrsync -a public/ web01:/srv/www/\n' > deploy.sh
printf 'listen = 0.0.0.0:8080\ntoken = %08x\n' "$SEED" > app.conf
mkdir public
printf '<!doctype html>\n<title>%s</title>\n' "$SEED" > public/index.html
printf 'body { margin: 0 }\n' > public/style.css
mkdir public/drafts
printf 'not yet\n' > public/drafts/next.html
printf '#!/bin/bash\nls -l\n' > check.sh
printf 'level = debug\n' > debug.conf

deploy_modes=(0644 0600 0755 0777 0770)
conf_modes=(0644 0600 0666 0755 0660)
folder_modes=(0700 0750 0775 0777 0711)
page_modes=(0600 0640 0664 0666 0755)
chmod "${deploy_modes[SEED % 5]}" deploy.sh
chmod "${conf_modes[SEED / 5 % 5]}" app.conf
chmod "${folder_modes[SEED / 25 % 5]}" public
chmod "${page_modes[SEED / 125 % 5]}" public/index.html
chmod 0600 public/style.css debug.conf
chmod 0700 public/drafts check.sh
chmod 0640 public/drafts/next.html
chown -R student: deploy.sh app.conf public check.sh debug.conf
find deploy.sh app.conf public check.sh debug.conf -exec touch -d '2024-03-01 09:00:00 UTC' {} +
