# A program that is all BEGIN and reads the file itself.
awk 'BEGIN {
  FS = ","
  while ((getline < "test.txt") > 0) print $(NF - 1)
  close("test.txt")
}'
