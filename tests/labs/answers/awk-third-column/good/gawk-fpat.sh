# gawk splits by what a column is (FPAT) rather than by what separates them.
gawk -v FPAT='[^.]*' '{print $3}' hosts.txt
