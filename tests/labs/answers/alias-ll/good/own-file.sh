mkdir -p ~/.config/bash
echo "alias ll='ls -l'" > ~/.config/bash/aliases
echo '. ~/.config/bash/aliases' >> ~/.bashrc
