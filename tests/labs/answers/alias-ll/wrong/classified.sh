echo "alias ll='ls -lF'" >> ~/.bashrc
