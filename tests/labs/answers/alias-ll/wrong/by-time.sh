echo "alias ll='ls -lt'" >> ~/.bashrc
