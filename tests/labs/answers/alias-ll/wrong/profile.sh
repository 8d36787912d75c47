echo "alias ll='ls -l'" >> ~/.profile
