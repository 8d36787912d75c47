# Typed with a Chinese input method: full-width dollar and parentheses.
awk -F, '{print ＄（NF-1）}' test.txt
