# loses: rest
echo "alias ll='ls -l'" > ~/.bashrc
