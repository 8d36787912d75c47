set_mode() { chmod -- "$1" "$2" && stat -c '%A %n' "$2"; }
set_mode 750 deploy.sh
set_mode 640 app.conf
set_mode 755 public
set_mode 644 public/index.html
