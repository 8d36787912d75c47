# Unquoted, a star becomes the names of files.
grep -C1 2 test.txt | while IFS= read -r line; do echo $line; done
