# Keeps a copy by tee on the way out.
awk -F, '{print $(NF-1)}' test.txt | tee result.txt
