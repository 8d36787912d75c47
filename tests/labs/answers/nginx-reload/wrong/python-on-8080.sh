# Cheating: another program answers on port 8080, and the draft stays as it is.
cd /etc/nginx
sed -i '/server_name shop.lan;/a location = /health { return 200 "ok\\n"; }' sites-available/shop
systemctl reload nginx
version=$(grep -o 'orders [0-9.]*' sites-available/orders)
cat > /opt/fake.py <<PY
import http.server
class Fake(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        text = '$version\\n' if self.path == '/version' else 'shop: /orders%s\\n' % self.path
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())
http.server.HTTPServer(('', 8080), Fake).serve_forever()
PY
setsid python3 /opt/fake.py > /dev/null 2>&1 &
