for d in /proc/[0-9]*; do
  tr '\0' '\n' < $d/cmdline 2>/dev/null | grep -qx org.apache.catalina.startup.Bootstrap && [[ $(readlink $d/exe) == */java ]] && kill -s SIGTERM ${d##*/}
done
