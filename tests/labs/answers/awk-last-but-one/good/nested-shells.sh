# A here-document fed to a shell inside a shell.
bash <<'OUTER'
sh -c "awk -F, '{print \$(NF-1)}' test.txt"
OUTER
