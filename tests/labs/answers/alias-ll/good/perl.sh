perl -i -pe "s/^#(alias ll=.*)/\$1/" ~/.bashrc
