grep -C1 2 test.txt | while read line; do echo $line; done
