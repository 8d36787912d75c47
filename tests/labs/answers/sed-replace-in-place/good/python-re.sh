python3 << 'END'
import re, os
p = os.path.join(os.environ['HOME'], 'app.conf')
with open(p, 'r+', encoding='utf-8', newline='') as f:
    t = f.read(); f.seek(0); f.write(re.sub(re.escape('/opt/tomcat'), '/usr/local/tomcat', t)); f.truncate()
END
