alias ll='ls -l'
for i in 1 2; do echo "alias ll='ls -l'" >> $HOME/.bashrc; done
