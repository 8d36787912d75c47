vim.tiny -es -u NONE -c '$put =\"alias ll=\x27ls -l\x27\"' -c wq ~/.bashrc
