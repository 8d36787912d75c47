# Numbers the lines of the right output.
awk -F, '{print $(NF-1)}' test.txt | nl -ba
