user=$(ps -o user= -p "$(lsof -t -i TCP:8080 -s TCP:LISTEN)")
pkill -INT -u "$user"
