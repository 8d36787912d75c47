#!/bin/sh
read_plan() { awk -v k="$1" -v c="$2" '$0 ~ "^"k {print $(NF-2+c)}' plan.txt; }
for c in 1 2; do
  P=$(read_plan 'sends to' $c); R=$(read_plan priority $c); O=$(read_plan 'own address' $c)
  V=$(sed -n 's/.*router \([0-9]*\).*/\1/p' plan.txt); W=$(sed -n 's/.*password \([^,]*\),.*/\1/p' plan.txt)
  ssh -n lb0$c "P=$P R=$R O=$O V=$V W=$W perl -0pi -e 's/(unicast_peer\s*\{\s*)\S+/\$1\$ENV{P}/; s/(priority\s+)\d+/\$1\$ENV{R}/; s/(src_ip\s+)\S+/\$1\$ENV{O}/; s/(router_id\s+)\d+/\$1\$ENV{V}/; s/(auth_pass\s+)\S+/\$1\$ENV{W}/' /etc/keepalived/keepalived.conf; service keepalived stop; service keepalived start"
done
