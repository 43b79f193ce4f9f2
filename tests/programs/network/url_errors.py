# HTTPError is the answer, too; where redirections lead; what urllib.request sends.
import http.server
import json
import threading
import urllib.error
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        status = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
        headers = [(name, value) for name, value in self.headers.items() if name != "Host"]
        content = json.dumps([self.command, self.path, body, headers]).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/a b?c=ü".encode().decode("latin-1"))
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_PUT = do_GET

    def log_message(self, *args):
        pass


def attempt(function, *arguments, **options):
    try:
        with function(*arguments, **options) as answer:
            print(answer.status, answer.url.removeprefix(base), json.load(answer))
    except Exception as error:
        print(type(error).__name__, error)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a client has gone


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
base = f"http://127.0.0.1:{server.server_port}"

attempt(urllib.request.urlopen, base + "/get")
attempt(urllib.request.urlopen, base + "/post", data=b"a=1")
attempt(urllib.request.urlopen, urllib.request.Request(base + "/put#end", b"z", {"x-own": "1"}, method="PUT"))
attempt(urllib.request.urlopen, base + "/302")
attempt(urllib.request.urlopen, base + "/post", data="text")
attempt(urllib.request.urlopen, base + "/post", data={"a": 1})

try:
    urllib.request.urlopen(base + "/404")
except urllib.error.HTTPError as error:
    print(repr(error), error.code, error.status, error.reason, error.geturl() == error.url == error.filename)
    print(error.info()["Content-Type"], error.getcode(), error.args, isinstance(error, OSError), error.closed)
    print(error.read(2), error.readline()[:5], list(error))
    error.close()
    print(error.closed)
    attempt(lambda: error)
print(urllib.error.HTTPError("address", 404, "message", {}, None).read())

request = urllib.request.Request(base + "/p?q=1#f", headers={"a-b": "c"})
print(request.get_method(), request.type, request.selector, request.fragment, request.headers, request.header_items())
request.data = b"1"
request.full_url = "https://other/path"
print(request.get_method(), request.type, request.host, request.selector, request.fragment)
