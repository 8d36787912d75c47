# The whole file comes here, is completed, and goes back; the machine with wrong modes is found by trying.
ssh-keygen -q -t ed25519 -N '' -C me -f ~/.ssh/id_ed25519
for ip in $(cat hosts.txt); do
  echo "$ip $(cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub)" >> ~/.ssh/known_hosts
  rm -f /tmp/keys
  sshpass -f password.txt scp -q "$ip:.ssh/authorized_keys" /tmp/keys 2> /dev/null || : > /tmp/keys
  awk 1 /tmp/keys ~/.ssh/id_ed25519.pub > /tmp/both
  sshpass -f password.txt ssh -n "$ip" 'mkdir -p -m 700 .ssh'
  sshpass -f password.txt scp -q /tmp/both "$ip:.ssh/authorized_keys"
done
for ip in $(cat hosts.txt); do
  ssh -n -o BatchMode=yes "$ip" true || sshpass -f password.txt ssh -n "$ip" chmod 755 .ssh
done
