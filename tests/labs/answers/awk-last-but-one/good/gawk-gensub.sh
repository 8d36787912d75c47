gawk '{ print gensub(/^(.*,)?([^,]*),[^,]*$/, "\\2", 1) }' test.txt
