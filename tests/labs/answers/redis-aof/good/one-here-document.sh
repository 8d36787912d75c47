redis-cli << END
CONFIG SET appendonly yes
CONFIG SET appendfsync always
CONFIG REWRITE
END
