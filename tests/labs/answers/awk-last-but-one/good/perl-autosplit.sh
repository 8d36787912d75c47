perl -F, -lane 'print $F[-2]' test.txt
