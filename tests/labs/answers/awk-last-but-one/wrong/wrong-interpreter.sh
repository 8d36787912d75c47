#!/usr/bin/no-such-interpreter
# Its interpreter does not exist.
print it
