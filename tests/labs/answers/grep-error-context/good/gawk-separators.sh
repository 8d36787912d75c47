# gawk, with separators as grep prints them.
gawk '/ERROR/ { for (n = NR - 10; n <= NR + 10; n++) show[n] }
{ line[NR] = $0 }
END {
  PROCINFO["sorted_in"] = "@ind_num_asc"
  for (n in show) {
    if (!(n in line)) continue
    if (last && n > last + 1) print "--"
    print line[n]
    last = n
  }
}' app.log
