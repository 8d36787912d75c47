# loses: new-shell rest
echo 'll() { ls -l -- "$@"; }' >> ~/.bashrc
