# gawk splits by what a column is (FPAT) rather than by what separates them.
gawk 'BEGIN { FPAT = "([^,]*)|(\"[^\"]*\")" } { print $(NF-1) }' test.txt
