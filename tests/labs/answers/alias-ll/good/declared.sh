alias ll='ls -l'
alias -p | grep '^alias ll=' >> ~/.bashrc
