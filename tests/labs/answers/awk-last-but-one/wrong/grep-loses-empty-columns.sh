# Looks right, but grep -o prints no empty match.
grep -oP '[^,]*(?=,[^,]*$)' test.txt
