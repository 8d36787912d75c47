# loses: new-shell login rest
echo "alias ll = 'ls -l'" >> ~/.bashrc
