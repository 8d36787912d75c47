printf 'MULTI\nBGSAVE\nEXEC\n' | redis-cli
