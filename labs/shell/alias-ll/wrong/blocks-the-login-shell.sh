# loses: login
echo "alias ll='ls -l'" >> ~/.bashrc
echo 'export EDITOR=vi' > ~/.bash_profile
