# awk with one line in store.
awk '/2/ { if (NR > 1 && !shown) print before; print; shown = after = 1; before = $0; next }
after { print; after = 0; shown = 1; before = $0; next }
{ shown = 0; before = $0 }' test.txt
