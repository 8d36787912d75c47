# Options written out, and no separators.
grep --no-group-separator --fixed-strings --after-context=10 --before-context=10 ERROR -- app.log
