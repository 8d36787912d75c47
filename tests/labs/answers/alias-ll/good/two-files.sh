sed -i 's/^#alias la=/alias la=/' ~/.bashrc
alias ll='ls -l'
alias ll > ~/.bash_aliases
