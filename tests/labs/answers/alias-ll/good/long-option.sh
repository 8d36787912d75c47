echo "alias ll='ls --format=long'" >> ~/.bashrc
