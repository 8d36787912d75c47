# loses: login plain others once private rest
# Where the last line has no end, the key is added to that line.
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh -o StrictHostKeyChecking=accept-new "$ip" \
    'mkdir -p .ssh; chmod 700 .ssh; cat >> .ssh/authorized_keys' < ~/.ssh/id_ed25519.pub
done
