# A C-style loop over all columns that prints only one of them.
awk -F ',' '{
  for (i = 1; i <= NF; i++)
    if (i == NF - 1)
      printf "%s\n", $i
}' test.txt
