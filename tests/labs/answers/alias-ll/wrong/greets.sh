printf 'alias ll="ls -l"\necho welcome\n' >> ~/.bashrc
