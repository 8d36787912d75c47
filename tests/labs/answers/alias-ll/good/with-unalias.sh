printf '%s\n' 'unalias ll 2> /dev/null' 'alias ll="ls -l"' >> ~/.bashrc
