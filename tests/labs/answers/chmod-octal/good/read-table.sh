while read -r mode path; do chmod "$mode" "$path"; done << 'END'
u=rwx,g=rx,o= deploy.sh
640 app.conf
go=rx,u=rwx public
u=rw,go=r public/index.html
END
