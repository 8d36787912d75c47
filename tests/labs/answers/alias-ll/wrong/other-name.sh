echo "alias l1='ls -l'" >> ~/.bashrc
