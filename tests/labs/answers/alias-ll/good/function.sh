cat >> .bashrc <<'END'

ll() {
  ls -l "$@"
}
END
