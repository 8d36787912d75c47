while read -r _ _ _ local _ state owner _; do
  [[ $state == LISTEN && $local == *:8080 && $local != *:18080 ]] && kill "${owner%%/*}"
done < <(netstat -tlnp 2> /dev/null)
