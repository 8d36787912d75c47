# Leaves a process of its own session running, which took no descriptor along.
setsid sleep 1000 < /dev/null > /dev/null 2>&1 &
awk -F, '{print $(NF-1)}' test.txt
