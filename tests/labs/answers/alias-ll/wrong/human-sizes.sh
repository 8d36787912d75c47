echo "alias ll='ls -lh'" >> ~/.bashrc
