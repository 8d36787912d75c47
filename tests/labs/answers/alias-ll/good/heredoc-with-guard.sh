grep -q "alias ll=" ~/.bashrc && ! grep -q "^#.*alias ll=" ~/.bashrc || cat <<'END' >> "$HOME/.bashrc"

# short listing
if ! alias ll &> /dev/null; then
    alias ll="ls -l"
fi
END
