# loses: new-shell login rest
printf 'if true; then\nalias ll="ls -l"\n' >> ~/.bashrc
