# loses: new-shell login rest
echo "alise ll='ls -l'" >> ~/.bashrc
