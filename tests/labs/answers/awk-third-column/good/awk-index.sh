# Walks from dot to dot with index() and substr().
awk '{
  rest = $0
  for (i = 1; i <= 2; i++) rest = substr(rest, index(rest, ".") + 1)
  end = index(rest, ".")
  print end ? substr(rest, 1, end - 1) : rest
}' hosts.txt
