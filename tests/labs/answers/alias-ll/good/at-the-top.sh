sed -i "1i alias ll='ls -l'" ~/.bashrc
