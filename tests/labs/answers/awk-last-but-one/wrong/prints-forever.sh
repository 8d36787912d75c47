# Prints without end.
yes
