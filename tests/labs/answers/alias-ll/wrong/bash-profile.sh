echo "alias ll='ls -l'" >> ~/.bash_profile
