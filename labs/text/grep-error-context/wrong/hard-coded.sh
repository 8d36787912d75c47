# loses: context
cat <<'END'
2024-03-01 08:14:07 INFO  [web-1] GET /orders/17 200 in 31 ms
2024-03-01 08:14:07 ERROR [db] connection lost after 250 ms
    at app.Pool.take(Pool.java:77)
2024-03-01 08:14:21 INFO  [web-2] POST /login 302
END
