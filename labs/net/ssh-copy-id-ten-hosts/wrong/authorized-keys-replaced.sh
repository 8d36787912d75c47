# loses: others
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh -o StrictHostKeyChecking=accept-new "$ip" \
    'umask 077; mkdir -p .ssh; chmod 700 .ssh; cat > .ssh/authorized_keys' < ~/.ssh/id_ed25519.pub
done
