ex -s ~/.bashrc <<'END'
$a
alias ll='ls -l'
.
x
END
