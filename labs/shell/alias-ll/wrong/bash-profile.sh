# loses: new-shell rest
echo "alias ll='ls -l'" > ~/.bash_profile
