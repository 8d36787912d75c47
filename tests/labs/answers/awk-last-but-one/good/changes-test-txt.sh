# Changes test.txt itself: only what is printed counts.
awk -F, '{print $(NF-1)}' test.txt > new && mv new test.txt
cat test.txt
