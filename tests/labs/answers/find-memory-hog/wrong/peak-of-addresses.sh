kill "$(grep -H VmPeak /proc/[0-9]*/status | sort -k 2 -nr | sed -n 2p | cut -d/ -f3)"
