echo "alias ll='ls -l'" > ~/.aliases
