cp ~/.bashrc ~/.bashrc.bak
{ cat ~/.bashrc.bak; echo; echo "alias ll='ls -l'"; } > ~/.bashrc
