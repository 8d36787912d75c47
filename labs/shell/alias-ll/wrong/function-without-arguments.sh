# loses: new-shell login rest
echo 'll() { ls -l; }' >> ~/.bashrc
