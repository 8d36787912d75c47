printf 'if true; then\nalias ll="ls -l"\n' >> ~/.bashrc
