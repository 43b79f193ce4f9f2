# Proxies: one for http that fetches, one that only connects, and who asks them.
import gc
import http.client
import http.server
import os
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
import warnings


class Origin(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply(200, f"{self.path} for {self.headers['Host'].partition(':')[0]} via {self.headers.get('Via')}".encode())

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Proxy(Origin):
    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        connection.request("GET", parts.path, headers={"Via": self.headers.get("Proxy-Authorization", "nobody")})
        response = connection.getresponse()
        self.reply(response.status, response.read())
        connection.close()

    def do_CONNECT(self):
        host, _, port = self.path.partition(":")
        if host == "forbidden":
            self.reply(403, b"")
            return
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        with socket.create_connection((host, int(port))) as server:
            self.request.settimeout(10)
            server.sendall(self.request.recv(65536))
            answer = b""
            while not answer.endswith(b"None"):
                answer += server.recv(65536)
            self.request.sendall(answer)


servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in (Origin, Proxy)]
threads = [threading.Thread(target=server.serve_forever) for server in servers]
for thread in threads:
    thread.start()
origin, proxy = (f"127.0.0.1:{server.server_port}" for server in servers)


def show(function, *arguments, **named):
    try:
        with function(*arguments, **named) as response:
            print(response.status, response.read().decode())
    except OSError as error:
        print(type(error).__name__, error)


opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://{proxy}"}))
show(opener.open, f"http://{origin}/one")
opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": f"http://me:secret@{proxy}"}))
show(opener.open, f"http://{origin}/two")
show(urllib.request.build_opener(urllib.request.ProxyHandler({})).open, f"http://{origin}/three")
show(urllib.request.build_opener(urllib.request.ProxyHandler({"http": "http://127.0.0.1:1"})).open, f"http://{origin}/")
request = urllib.request.Request(f"http://{origin}/four?x#y")
print(request.has_proxy())
request.set_proxy(proxy, "http")
print(request.has_proxy(), request.host == proxy, request.selector == f"http://{origin}/four?x#y")
show(opener.open, request)

os.environ |= {"http_proxy": f"http://{proxy}", "no_proxy": "localhost,.example.com"}
print(sorted(urllib.request.getproxies()), [bool(urllib.request.proxy_bypass(host)) for host in (
    "localhost", "localhost:80", "a.example.com", "example.org")])
show(urllib.request.build_opener(urllib.request.ProxyHandler()).open, f"http://{origin}/five")

for target in (origin, "forbidden:80"):
    connection = http.client.HTTPConnection(proxy, timeout=10)
    connection.set_tunnel(target, headers={"X-Own": "1"})
    try:
        connection.request("GET", "/six")
        response = connection.getresponse()
        print(response.status, response.peek(4)[:4], response.length, response.read(), response.length)
        connection.set_tunnel(target)
    except (OSError, RuntimeError) as error:
        print(type(error).__name__, error)
    connection.close()

connection = http.client.HTTPConnection(origin, timeout=10)
connection.set_debuglevel(1)
connection.request("GET", "/seven", headers={"Host": "h"}, body=b"x")
response = http.client.HTTPResponse(connection.sock, 0, "GET")
response.begin()
print(response.read())
response.close()
connection.close()

# Servers that keep connections open leave none behind.
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    show(urllib.request.build_opener(urllib.request.ProxyHandler({})).open, f"http://{origin}/eight")
    gc.collect()
print([str(each.message) for each in found])

for server, thread in zip(servers, threads):
    server.shutdown()
    server.server_close()
    thread.join()
