echo "alias ll='ls -l'" >> ~/.bashrc
echo 'PATH=$PATH:$HOME/bin' > ~/.bash_profile
