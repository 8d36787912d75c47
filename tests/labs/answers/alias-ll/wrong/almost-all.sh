echo "alias ll='ls -lA'" >> ~/.bashrc
