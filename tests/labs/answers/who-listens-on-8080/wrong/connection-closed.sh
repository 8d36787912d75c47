ss -K dport = :8080
