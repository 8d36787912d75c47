# loses: once
# After the modes were put right everything is done once more.
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh-copy-id -o StrictHostKeyChecking=accept-new "$ip"
  ssh -n -o BatchMode=yes "$ip" true || {
    sshpass -f password.txt ssh -n "$ip" chmod 700 .ssh
    sshpass -f password.txt ssh-copy-id -f "$ip"
  }
done
