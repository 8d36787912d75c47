# loses: new-shell login rest
echo "alias ll='ls -la'" >> ~/.bashrc
