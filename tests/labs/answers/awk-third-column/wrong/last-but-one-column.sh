# Right for addresses only.
awk -F. '{print $(NF-1)}' hosts.txt
