sed -i "s/^#alias ll=/alias ll=/" ~/.bashrc
