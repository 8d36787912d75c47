sync
sleep 0.3
df /
