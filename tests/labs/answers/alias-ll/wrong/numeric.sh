echo "alias ll='ls -ln'" >> ~/.bashrc
