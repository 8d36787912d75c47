# The dots between the groups match any character.
sed -E 's/^(.*).(.*).(.*)$/\3/' hosts.txt
