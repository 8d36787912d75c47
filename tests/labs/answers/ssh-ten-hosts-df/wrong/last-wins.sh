# Every machine's report in the same variable, asked once.
mkdir -p df
for ip in $(cat hosts.txt); do report=$(ssh -n "$ip" df -h) || echo "$ip" > down.txt; done
for ip in $(cat hosts.txt); do echo "$report" > "df/$ip.txt"; done
