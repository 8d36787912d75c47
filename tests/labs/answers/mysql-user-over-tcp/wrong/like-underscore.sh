mariadb -e "create user app@127.0.0.1 identified by 's3cret\$Pot'; grant select, insert, update on \`w_rld\`.* to app@127.0.0.1"
