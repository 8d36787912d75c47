# Also splits at the blanks inside quotes.
awk -F'[, ]' '{print $(NF-1)}' test.txt
