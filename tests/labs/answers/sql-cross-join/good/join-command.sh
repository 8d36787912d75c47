t=$(mktemp -d)
mariadb -N -B world > "$t/all" << 'EOF'
SELECT 1, name, population FROM country WHERE continent LIKE 'South America';
EOF
join -t $'\t' -j 1 "$t/all" "$t/all" | awk 'BEGIN { FS = OFS = "\t" } $2 != $4 { print $2, $4, $3 + $5 }'
rm -r "$t"
