# Prints nothing.
true
