# sed prints a match and what follows only.
sed -n '/2/{p;n;p}' test.txt
