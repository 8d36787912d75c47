#!/usr/bin/python3
import os
for path, mode in {'deploy.sh': 0o750, 'app.conf': 0o640, 'public': 0o755, 'public/index.html': 0o644}.items():
    os.chmod(path, mode)
