awk '{ buf[NR % 11] = $0 } /ERROR/ { for (i = NR - 10; i < NR; i++) if (i > last && i > 0) print buf[i % 11]; print; last = NR; left = 10; next } left > 0 { print; left--; last = NR }' app.log
