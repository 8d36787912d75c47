p=$(cat password)
for ip in 10.77.0.12 10.77.0.13; do
  printf 'AUTH %s\r\nREPLICAOF 10.77.0.11 6379\r\nCONFIG SET masterauth %s\r\nCONFIG REWRITE\r\nQUIT\r\n' $p $p | nc -q 3 $ip 6379
done
