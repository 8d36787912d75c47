echo "alias ll='ls -lr'" >> ~/.bashrc
