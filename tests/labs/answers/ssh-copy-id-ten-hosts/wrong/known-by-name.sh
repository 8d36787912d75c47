ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
for n in {01..10}; do
  sshpass -f password.txt ssh -n -o StrictHostKeyChecking=accept-new "node$n" 'chmod 700 .ssh'
  sshpass -f password.txt ssh-copy-id "node$n"
done
