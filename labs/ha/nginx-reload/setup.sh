#!/bin/bash
# A site that runs, the draft of a second one with two mistakes, the program behind both, and a visitor who waits.
set -eu
RANDOM=$SEED
shop=$((1 + RANDOM % 9)).$((RANDOM % 90 + 10)) orders=$((1 + RANDOM % 9)).$((RANDOM % 90 + 10))

cat > /etc/nginx/sites-available/shop <<END
# The shop: port 80.
server {
    listen 80 default_server;
    server_name shop.lan;
    proxy_read_timeout 10m;

    location = / {
        default_type text/plain;
        return 200 "shop $shop\n";
    }
    location / {
        proxy_pass http://127.0.0.1:5000;
    }
}
END

# One mistake that nginx reads over until the next semicolon, and one of a word, each in a line that SEED draws.
ends=("listen 8080;" "server_name orders.lan;" "default_type text/plain;" "proxy_http_version 1.1;")
words=("proxy_connect_timeout" "proxy_read_timeout" "proxy_pass")
faults=("proxy_conect_timeout" "proxy_read_time" "proxypass")
cat > /etc/nginx/sites-available/orders <<END
# The orders: port 8080. A draft, not enabled yet.
server {
    listen 8080;
    server_name orders.lan;

    location = /version {
        default_type text/plain;
        return 200 "orders $orders\n";
    }
    location / {
        proxy_http_version 1.1;
        proxy_connect_timeout 2s;
        proxy_read_timeout 20s;
        proxy_pass http://127.0.0.1:5000/orders/;
    }
}
END
end=${ends[RANDOM % 4]} word=$((RANDOM % 3))
sed -i "s|$end|${end%;}|; s|${words[word]} |${faults[word]} |" /etc/nginx/sites-available/orders

rm /etc/nginx/sites-enabled/default
ln -s ../sites-available/shop /etc/nginx/sites-enabled/shop

install -d /opt/shop
cat > /opt/shop/shop.py <<'END'
# The shop's program. A report takes until somebody says that it is finished.
import http.server
import threading

finished = threading.Event()
waiting = threading.Event()
nonce = ''


class Shop(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        global nonce
        status, text = 200, 'shop: %s\n' % self.path
        if self.path == '/report':
            waiting.set()
            finished.wait()
            text = 'report %s end\n' % nonce
        elif self.path == '/somebody-waits':
            status = 200 if waiting.is_set() else 404
        elif self.path.startswith('/finish/'):
            nonce = self.path[len('/finish/'):]
            finished.set()
        body = text.encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(('127.0.0.1', 5000), Shop).serve_forever()
END
cat > /opt/shop/visitor.py <<'END'
# A visitor who asked for a report through nginx and waits; whoever comes to port 5001 is told what came.
import http.client
import http.server
import threading

came = 'nothing yet'
ended = threading.Event()


def visit():
    global came
    try:
        shop = http.client.HTTPConnection('127.0.0.1', 80)
        shop.request('GET', '/report')
        came = shop.getresponse().read().decode().strip()
    except (OSError, http.client.HTTPException) as trouble:
        came = repr(trouble)
    ended.set()


class Asked(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ended.wait()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(came.encode())

    def log_message(self, *_):
        pass


threading.Thread(target=visit, daemon=True).start()
http.server.ThreadingHTTPServer(('127.0.0.1', 5001), Asked).serve_forever()
END
