echo "alias ll='ls -l'" >> ~/.bashrc
