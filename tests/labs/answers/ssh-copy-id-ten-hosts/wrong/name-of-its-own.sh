ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/cluster
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh -n -o StrictHostKeyChecking=accept-new "$ip" 'chmod 700 .ssh'
  sshpass -f password.txt ssh-copy-id -i ~/.ssh/cluster "$ip"
done
