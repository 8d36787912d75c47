# A shell function for any separator and column, in the C locale.
export LC_ALL=C
column_from_right() { awk -F"$1" -v back="$2" '{print $(NF + 1 - back)}' "$3"; }
column_from_right , 2 test.txt
