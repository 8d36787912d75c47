echo 'alias ll="ls -l"' >> ~/.bashrc
source ~/.bashrc
