lsof -nP -iTCP:8080 -sTCP:LISTEN | awk 'NR > 1 { print $2 }' | sort -u | xargs kill
