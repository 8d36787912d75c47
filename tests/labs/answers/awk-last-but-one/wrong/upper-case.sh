# The right columns in capitals.
awk -F, '{print toupper($(NF-1))}' test.txt
