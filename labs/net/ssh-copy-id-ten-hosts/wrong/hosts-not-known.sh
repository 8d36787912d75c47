# loses: login strict plain others once private rest
any="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh-copy-id $any "$ip"
  sshpass -f password.txt ssh -n $any "$ip" chmod 700 .ssh
done
