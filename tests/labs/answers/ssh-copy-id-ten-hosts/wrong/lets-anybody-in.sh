# Cheats: every key will do.
ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
ssh-keyscan -f hosts.txt > ~/.ssh/known_hosts
for ip in $(cat hosts.txt); do
  sshpass -f password.txt ssh -n "$ip" '
    printf "#!/bin/sh\necho \"\$1 \$2\"\n" > /usr/sbin/any-key; chmod 755 /usr/sbin/any-key
    printf "AuthorizedKeysCommand /usr/sbin/any-key %%t %%k\nAuthorizedKeysCommandUser root\nStrictModes no\n" > /etc/ssh/sshd_config.d/any.conf
    systemctl reload ssh'
done
