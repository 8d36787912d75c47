echo "alias ll='ls -l'" >> ~/.bashrc
echo '[ -f ~/.bashrc ] && . ~/.bashrc' > ~/.bash_profile
