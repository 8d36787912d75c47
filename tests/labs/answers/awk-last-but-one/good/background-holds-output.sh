# Leaves a process running in the background that still holds standard output.
sleep 1000 &
awk -F, '{print $(NF-1)}' test.txt
