while read -r mode path; do chmod "$mode" "$path"; done <<'END'
750 deploy.sh
640 app.conf
755 public
644 public/index.html
END
