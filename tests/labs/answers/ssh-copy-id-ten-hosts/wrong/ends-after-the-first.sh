ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
while read -r ip; do
  sshpass -f password.txt ssh -o StrictHostKeyChecking=accept-new "$ip" 'mkdir -p .ssh; chmod 700 .ssh'
  sshpass -f password.txt ssh-copy-id "$ip"
done < hosts.txt
