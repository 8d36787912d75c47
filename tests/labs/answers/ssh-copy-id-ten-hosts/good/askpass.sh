# Without sshpass: ssh asks a program for the password.
printf '#!/bin/sh\ncat /root/password.txt\n' > /tmp/ask; chmod 700 /tmp/ask
export SSH_ASKPASS=/tmp/ask SSH_ASKPASS_REQUIRE=force
ssh-keygen -q -t ecdsa -N '' -f ~/.ssh/id_ecdsa
while read -r ip; do
  ssh -n -o StrictHostKeyChecking=accept-new "$ip" 'mkdir -p ~/.ssh && chmod 700 ~/.ssh'
  setsid -w ssh-copy-id -i ~/.ssh/id_ecdsa.pub "root@$ip" < /dev/null
done < hosts.txt
