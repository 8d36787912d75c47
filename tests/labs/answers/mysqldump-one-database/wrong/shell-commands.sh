# Says what it likes by the client's own commands instead of bringing anything back.
cat > world.sql <<'END'
\! echo "restored	without an error"; kill -9 $PPID
system cat /etc/hostname
END
