# loses: new-shell rest
echo "alias ll='ls -l'" >> ~/.profile
