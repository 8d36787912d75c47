# One column a line, the ends of lines marked, the line before each mark.
sed 's/,/\n,/g; s/$/\nEND/' test.txt | grep -B2 '^END$' | grep -v -e '^--$' -e '^END$' |
  paste - - | cut -f1 | sed 's/^,//'
