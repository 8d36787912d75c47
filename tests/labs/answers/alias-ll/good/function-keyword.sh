printf '%s\n' 'function ll { command ls -l "$@"; }' >> ~/.bashrc
