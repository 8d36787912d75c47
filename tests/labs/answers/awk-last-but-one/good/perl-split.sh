# perl: split and a negative index.
perl -F, -lane 'print $F[-2]' test.txt
