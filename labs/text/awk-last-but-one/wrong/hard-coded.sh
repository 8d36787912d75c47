# loses: column
cat <<'END'
80
db02

"load balancer"
END
