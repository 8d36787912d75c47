# inline commands by nc
{ echo CONFIG SET appendonly yes; sleep 0.5; echo CONFIG SET appendfsync always; echo CONFIG REWRITE; echo QUIT; } | nc -q 2 127.0.0.1 6379
