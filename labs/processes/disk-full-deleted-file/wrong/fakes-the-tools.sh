# loses: space others files
for tool in dd df head rm sha256sum tee yes; do
  printf '#!/bin/bash\nexit 0\n' > "/usr/local/bin/$tool"
  chmod +x "/usr/local/bin/$tool"
done
