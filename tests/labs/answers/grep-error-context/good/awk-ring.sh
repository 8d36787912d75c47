# awk in one pass, with a ring of ten lines and a count of lines still to print.
awk '/ERROR/ {
  for (n = NR - 10; n < NR; n++) if (n > printed) print ring[n % 10]
  left = 11
}
left > 0 { print; printed = NR; left-- }
{ ring[NR % 10] = $0 }' app.log
