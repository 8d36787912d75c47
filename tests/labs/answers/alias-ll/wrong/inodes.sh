echo "alias ll='ls -li'" >> ~/.bashrc
