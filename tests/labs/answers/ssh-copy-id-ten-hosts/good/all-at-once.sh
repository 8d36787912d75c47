ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/id_ed25519
key=$(cat ~/.ssh/id_ed25519.pub)
for ip in $(cat hosts.txt); do
  ssh-keyscan "$ip" >> ~/.ssh/known_hosts
  sshpass -p "$(cat password.txt)" ssh "$ip" "
    install -d -m 700 .ssh
    { [ ! -s .ssh/authorized_keys ] || sed -e '\$a\\' .ssh/authorized_keys; echo '$key'; } > .ssh/new
    chmod 600 .ssh/new
    mv .ssh/new .ssh/authorized_keys" &
done
wait
