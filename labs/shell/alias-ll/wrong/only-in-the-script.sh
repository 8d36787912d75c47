# loses: new-shell login rest
alias ll='ls -l'
ll
