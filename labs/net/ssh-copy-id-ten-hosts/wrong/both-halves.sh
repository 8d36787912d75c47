# loses: private
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh-copy-id -o StrictHostKeyChecking=accept-new "$ip"
  sshpass -f password.txt ssh -n "$ip" chmod 700 .ssh
  scp -q ~/.ssh/id_ed25519* "$ip:.ssh/"
done
