kill $(grep -H VmHWM /proc/[0-9]*/status | sort -k2 -rn | head -1 | cut -d/ -f3)
