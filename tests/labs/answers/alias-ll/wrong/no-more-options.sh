echo 'll() { ls -l -- "$@"; }' >> ~/.bashrc
