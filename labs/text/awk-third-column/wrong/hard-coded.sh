# loses: column
cat <<'END'
cn-north
3

example # rack 12
254
END
