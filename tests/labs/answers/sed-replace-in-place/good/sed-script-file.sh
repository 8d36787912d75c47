cat > move.sed <<'END'
s|/opt/tomcat|/usr/local/tomcat|g
END
sed -i -f move.sed app.conf
rm move.sed
