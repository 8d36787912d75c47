name=$(lsof -nP -F psn +L1 | awk '/^p/ { p = substr($0, 2) } /^s/ { s = substr($0, 2) } /^n/ && s > 30000000 { print p }' | xargs ps -o args= -p)
pkill -x -f "$name"
