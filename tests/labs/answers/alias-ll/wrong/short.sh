echo "alias ll='ls'" >> ~/.bashrc
