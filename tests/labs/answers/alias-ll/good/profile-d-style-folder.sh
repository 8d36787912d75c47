mkdir -p ~/.bashrc.d
echo "alias ll='ls -l'" > ~/.bashrc.d/aliases.sh
cat >> ~/.bashrc << 'END'
for rc in ~/.bashrc.d/*.sh; do
    [ -r "$rc" ] && . "$rc"
done
unset rc
END
