echo "alias ll='ls -l --color=always'" >> ~/.bashrc
