# The last line of the output has no newline at its end.
printf '%s' "$(awk -F, '{print $(NF-1)}' test.txt)"
