# loses: strict plain
# ssh-copy-id says "Number of key(s) added: 1" everywhere; nobody tried.
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do sshpass -f password.txt ssh-copy-id -o StrictHostKeyChecking=accept-new "$ip"; done
