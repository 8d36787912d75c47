tee -a ~/.bashrc <<< "alias ll='/bin/ls -l'" > /dev/null
