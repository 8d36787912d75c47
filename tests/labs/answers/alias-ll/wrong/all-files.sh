echo "alias ll='ls -la'" >> ~/.bashrc
