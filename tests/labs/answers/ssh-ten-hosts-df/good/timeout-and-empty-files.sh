mkdir -p ~/df; cd ~/df
for ip in $(<~/hosts.txt); do timeout 10 ssh root@$ip 'df -h' > $ip.txt 2>/dev/null; done
find . -name '*.txt' -empty -printf '%f\n' | sed 's/\.txt$//' > ~/down.txt
find . -name '*.txt' -empty -delete
