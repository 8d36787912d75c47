# loses: deploy conf folder page rest
python3 -c "
import os
for path, mode in ((\"deploy.sh\", 750), (\"app.conf\", 640), (\"public/index.html\", 644), (\"public\", 755)):
    os.chmod(path, mode)
"
