# Only where ERROR is the level.
grep -C10 -E '^[-0-9]+ [:0-9]+ ERROR' app.log
