for d in /proc/[0-9]*; do echo "$(<$d/oom_score) ${d#/proc/}"; done 2>/dev/null | sort -rn | head -1 | { read s p; kill $p; }
