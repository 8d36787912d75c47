echo "alias ll='ls -l --color=auto'" >> ~/.bashrc
