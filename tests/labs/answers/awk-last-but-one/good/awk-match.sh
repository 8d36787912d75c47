# Cuts the line twice with sub() instead of using columns.
awk '{ sub(/,[^,]*$/, ""); sub(/.*,/, ""); print }' test.txt
