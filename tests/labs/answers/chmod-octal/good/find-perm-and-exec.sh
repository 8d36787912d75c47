find . -maxdepth 1 -name deploy.sh -exec chmod 0750 {} \;
find ~ -path ~/app.conf -print0 | xargs -0 chmod u=rw,g=r,o=
find public -prune -exec chmod -- 755 {} +
find public/index.html -type f -exec chmod a=r,u+w {} +
