echo "alise ll='ls -l'" >> ~/.bashrc
