mkdir df
xargs -P 5 -I{} sh -c 'out=$(ssh -n {} df -h) && echo "$out" > df/{}.txt || echo {} > down.txt' < hosts.txt
