echo "alias ll='ls -l'" >> ~/.bashrc
echo "alias ll='ls -l'" >> ~/.profile
