"""gilt serve-httpbin: a server that answers as httpbin.org does, for programs that try out HTTP.

It also answers for example.com, with a page like the one there.

Each path has a function below; @path says for which. Its arguments are the handler and what the
path has in place of {...}. It answers with handler.send() or handler.send_json().
"""

import base64
import binascii
import gzip
import io
import json
import os
import random
import re
import socket
import struct
import sys
import threading
import time
import urllib.parse
import uuid
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer

DELAY_MAX = 10
BYTES_MAX = 100 * 1024
LINES_MAX = 100
_HIDDEN_HEADERS = ("connection", "x-forwarded-proto")
_HTML = "text/html; charset=utf-8"
_EXAMPLE_PAGE = """<!doctype html>
<html>
<head>
    <title>Example Domain</title>
    <meta charset="utf-8" />
</head>
<body>
<div>
    <h1>Example Domain</h1>
    <p>This page stands in for the one of example.com, so that programs can be tried without the internet.</p>
</div>
</body>
</html>
"""
_ROUTES = []  # (methods, pattern, function)
_ANY = ("GET", "POST", "PUT", "PATCH", "DELETE")


def path(template, methods=("GET",)):
    """Says which paths and methods a function is for."""
    pattern = re.compile(re.sub(r"\{\w+\}", "([^/]+)", template) + "$")

    def add(function):
        _ROUTES.append((methods, pattern, function))
        return function
    return add


class Handler(BaseHTTPRequestHandler):
    """A request, and what the functions below ask of it."""

    protocol_version = "HTTP/1.1"
    server_version = "gilt-httpbin"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and content go together
    is_quiet = False

    def version_string(self):
        return self.server_version

    def send_response(self, code, message=None):
        """As any handler, but with the words in capitals, as httpbin.org has them: 404 NOT FOUND."""
        super().send_response(code, message or self.responses.get(code, ("UNKNOWN",))[0].upper())

    def log_message(self, format, *args):
        if not self.is_quiet:
            super().log_message(format, *args)

    def _answer(self):
        """Find the function for the path and call it."""
        self.url = urllib.parse.urlsplit(self.path)
        self.body = self._read_body()
        where = urllib.parse.unquote(self.url.path)
        if self.headers.get("Host", "").removeprefix("www.").startswith("example."):
            self.send(200, _EXAMPLE_PAGE, "text/html")
            return
        method = "GET" if self.command == "HEAD" else self.command
        allowed = []
        for methods, pattern, function in _ROUTES:
            if found := pattern.match(where):
                if method in methods:
                    function(self, *found.groups())
                    return
                allowed += methods
        if not allowed:
            self.send(404, "<title>404 Not Found</title>\n<h1>Not Found</h1>\n", _HTML)
        elif method == "OPTIONS":
            self.send(200, b"", _HTML, {"Allow": ", ".join([*allowed, "HEAD", "OPTIONS"])})
        else:
            self.send(405, "<title>405 Method Not Allowed</title>\n<h1>Method Not Allowed</h1>\n", _HTML,
                      {"Allow": ", ".join([*allowed, "HEAD", "OPTIONS"])})

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            self.wfile = io.BytesIO()  # the client did not wait for the answer

    def _read_body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            length = self.headers.get("Content-Length", "")
            return self.rfile.read(int(length)) if length.isdigit() else b""
        parts = []
        while size := int(self.rfile.readline().partition(b";")[0] or b"0", 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return b"".join(parts)

    def send(self, status, content=b"", kind="text/html; charset=utf-8", headers={}):
        """Answer with bytes or text."""
        if isinstance(content, str):
            content = content.encode()
        self.send_response(status)
        if status not in (204, 304):
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Access-Control-Allow-Origin", "*")
        for name, value in headers.items():
            for each in value if isinstance(value, list) else [value]:
                self.send_header(name, each)
        self.end_headers()
        if self.command != "HEAD" and status not in (204, 304):
            self.wfile.write(content)

    def send_json(self, data, status=200, headers={}):
        """Answer with a value as JSON."""
        self.send(status, json.dumps(data, indent=2, sort_keys=True) + "\n", "application/json", headers)

    def send_pieces(self, pieces, kind):
        """Answer with pieces, each as soon as there is one."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.command == "HEAD":
            return
        for piece in pieces:
            self.wfile.write(b"%X\r\n%b\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def argument(self, name, default=None):
        """A value of the query."""
        return urllib.parse.parse_qs(self.url.query, keep_blank_values=True).get(name, [default])[0]

    def about(self, *names):
        """What is known of the request."""
        form, files, text, value = self._content() if "form" in names else (None,) * 4
        scheme = self.headers.get("X-Forwarded-Proto", "http")
        known = {
            "args": _single(urllib.parse.parse_qs(self.url.query, keep_blank_values=True)),
            "headers": {name.title(): value for name, value in self.headers.items()
                        if name.lower() not in _HIDDEN_HEADERS},
            "origin": self.client_address[0],
            "url": f"{scheme}://{self.headers.get('Host', 'localhost')}{self.path}",
            "method": self.command,
            "form": form, "files": files, "data": text, "json": value,
        }
        return {name: known[name] for name in names}

    def _content(self):
        """The body: (form, files, text, JSON)."""
        kind, _, parameters = self.headers.get("Content-Type", "").partition(";")
        if kind == "application/x-www-form-urlencoded":
            return _single(urllib.parse.parse_qs(self.body.decode(), keep_blank_values=True)), {}, "", None
        if kind == "multipart/form-data":
            boundary = re.search(r'boundary="?([^";]+)', parameters)
            if boundary:
                return *_split_parts(self.body, boundary[1].encode()), "", None
        try:
            text = self.body.decode()
        except UnicodeDecodeError:
            text = "data:application/octet-stream;base64," + base64.b64encode(self.body).decode()
        try:
            value = json.loads(text) if text else None
        except ValueError:
            value = None
        return {}, {}, text, value


def _single(values):
    """Lists of one value become the value."""
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _split_parts(body, boundary):
    """The parts of a multipart/form-data body: (fields, files)."""
    form, files = {}, {}
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.strip(b"\r\n").partition(b"\r\n\r\n")
        name = re.search(rb'[ ;]name="([^"]*)"', head)
        target = files if b"filename=" in head else form
        if name:
            target[name[1].decode()] = content.decode("utf-8", "replace")
    return form, files


# --- the paths ---

@path("/")
def show_paths(request):
    paths = "".join(f"<li>{'|'.join(methods)} {pattern.pattern[:-1].replace('([^/]+)', '...')}\n"
                    for methods, pattern, _ in _ROUTES)
    request.send(200, f"<!DOCTYPE html>\n<title>httpbin</title>\n<h1>httpbin</h1>\n<ul>\n{paths}</ul>\n", _HTML)


@path("/get")
def get(request):
    request.send_json(request.about("args", "headers", "origin", "url"))


@path("/post", ("POST",))
@path("/put", ("PUT",))
@path("/patch", ("PATCH",))
@path("/delete", ("DELETE",))
def change(request):
    request.send_json(request.about("args", "data", "files", "form", "headers", "json", "origin", "url"))


@path("/anything.*", _ANY)
def anything(request):
    request.send_json(request.about("args", "data", "files", "form", "headers", "json", "method", "origin", "url"))


@path("/ip")
def ip(request):
    request.send_json(request.about("origin"))


@path("/headers")
def headers(request):
    request.send_json(request.about("headers"))


@path("/user-agent")
def user_agent(request):
    request.send_json({"user-agent": request.headers.get("User-Agent")})


@path("/uuid")
def a_uuid(request):
    request.send_json({"uuid": str(uuid.uuid4())})


@path("/delay/{seconds}", _ANY)
def delay(request, seconds):
    try:
        wait = min(float(seconds), DELAY_MAX)
        if not wait >= 0:
            raise ValueError
    except ValueError:
        request.send(404, "<title>404 Not Found</title>\n<h1>Not Found</h1>\n", _HTML)
        return
    time.sleep(wait)
    request.send_json(request.about("args", "data", "files", "form", "headers", "origin", "url"))


@path("/status/{codes}", _ANY)
def status(request, codes):
    try:
        choices = [each.partition(":") for each in codes.split(",")]
        weights = [float(weight or 1) for _, _, weight in choices]
        code = random.choices([int(code) for code, _, _ in choices], weights)[0]
        if not 100 <= code <= 999:
            raise ValueError
    except ValueError:
        request.send(400, "Invalid status code", _HTML)
        return
    more, text = {}, ""
    if code in (301, 302, 303, 305, 307):
        more["Location"] = "/redirect/1"
    elif code == 401:
        more["WWW-Authenticate"] = 'Basic realm="Fake Realm"'
    elif code == 402:
        text, more["x-more-info"] = "Pay me!", "http://vimeo.com/22053820"
    elif code == 418:
        text, more["x-more-info"] = "I'm a teapot\n", "http://tools.ietf.org/html/rfc2324"
    request.send(code, text, _HTML, more)


@path("/bytes/{n}")
def some_bytes(request, n):
    source = random.Random(request.argument("seed"))
    request.send(200, source.randbytes(_count(n, BYTES_MAX)), "application/octet-stream")


@path("/stream-bytes/{n}")
def stream_bytes(request, n):
    left = _count(n, BYTES_MAX)
    size = max(1, _count(request.argument("chunk_size", "10240"), BYTES_MAX))
    content = random.Random(request.argument("seed")).randbytes(left)
    request.send_pieces((content[i:i + size] for i in range(0, left, size)), "application/octet-stream")


@path("/stream/{n}")
def stream(request, n):
    about = request.about("args", "headers", "origin", "url")
    request.send_pieces(((json.dumps({"id": i, **about}) + "\n").encode() for i in range(_count(n, LINES_MAX))),
                        "application/json")


@path("/drip")
def drip(request):
    """`numbytes` bytes within `duration` seconds, after `delay` seconds."""
    n = _count(request.argument("numbytes", "10"), BYTES_MAX)
    duration = min(float(request.argument("duration", "2")), DELAY_MAX)
    time.sleep(min(float(request.argument("delay", "0")), DELAY_MAX))
    request.send_response(int(request.argument("code", "200")))
    request.send_header("Content-Type", "application/octet-stream")
    request.send_header("Content-Length", str(n))
    request.end_headers()
    for _ in range(n):
        request.wfile.write(b"*")
        request.wfile.flush()
        time.sleep(max(0, duration / n))


def _count(text, most):
    return min(int(text), most) if text.isdigit() else 0


@path("/json")
def a_json(request):
    request.send_json({"slideshow": {
        "author": "Yours Truly", "date": "date of publication", "title": "Sample Slide Show",
        "slides": [{"title": "Wake up to WonderWidgets!", "type": "all"},
                   {"items": ["Why <em>WonderWidgets</em> are great", "Who <em>buys</em> WonderWidgets"],
                    "title": "Overview", "type": "all"}]}})


@path("/html")
def a_html(request):
    request.send(200, "<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n"
                      "    <h1>Herman Melville - Moby-Dick</h1>\n    <p>Call me Ishmael.</p>\n"
                      "  </body>\n</html>\n", _HTML)


@path("/xml")
def a_xml(request):
    request.send(200, "<?xml version='1.0' encoding='us-ascii'?>\n<slideshow title=\"Sample Slide Show\">\n"
                      "  <slide type=\"all\"><title>Overview</title></slide>\n</slideshow>\n", "application/xml")


def _png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@path("/image")
@path("/image/png")
def png(request):
    """A picture of 100 times 100 dots: red grows to the right, green downwards."""
    rows = b"".join(b"\0" + bytes(value for x in range(100) for value in (x * 255 // 99, y * 255 // 99, 128))
                    for y in range(100))
    chunks = (b"IHDR", struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    request.send(200, b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(*chunk) for chunk in chunks), "image/png")


@path("/image/svg")
def svg(request):
    request.send(200, '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">'
                      '<circle cx="50" cy="50" r="40" fill="teal"/></svg>\n', "image/svg+xml")


@path("/robots.txt")
def robots(request):
    request.send(200, "User-agent: *\nDisallow: /deny\n", "text/plain")


@path("/deny")
def deny(request):
    request.send(200, "YOU SHOULDN'T BE HERE\n", "text/plain")


@path("/encoding/utf8")
def utf8(request):
    request.send(200, "<h1>Unicode Demo</h1>\n<p>∮ E⋅da = Q, n → ∞, 你好, Γειά, привет</p>\n", _HTML)


@path("/base64/{value}")
def decode(request, value):
    try:
        request.send(200, base64.urlsafe_b64decode(value), _HTML)
    except (binascii.Error, ValueError):
        request.send(200, "Incorrect Base64 data try: SFRUUEJJTiBpcyBhd2Vzb21l", _HTML)


@path("/redirect/{n}")
@path("/relative-redirect/{n}")
def redirect(request, n):
    left = _count(n, 100)
    request.send(302, b"", _HTML, {"Location": f"/relative-redirect/{left - 1}" if left > 1 else "/get"})


@path("/absolute-redirect/{n}")
def absolute_redirect(request, n):
    left = _count(n, 100)
    base = f"{request.headers.get('X-Forwarded-Proto', 'http')}://{request.headers.get('Host', 'localhost')}"
    request.send(302, b"", _HTML, {"Location": base + (f"/absolute-redirect/{left - 1}" if left > 1 else "/get")})


@path("/redirect-to", _ANY)
def redirect_to(request):
    code = _count(request.argument("status_code", "302"), 399)
    request.send(code if code >= 300 else 302, b"", _HTML,
                 {"Location": urllib.parse.quote(request.argument("url", "/get"), safe="/:?#[]@!$&'()*+,;=%~")})


def _cookies(request):
    pairs = (each.strip().partition("=") for each in request.headers.get("Cookie", "").split(";"))
    return {name: value for name, _, value in pairs if name}


@path("/cookies")
def cookies(request):
    request.send_json({"cookies": _cookies(request)})


@path("/cookies/set/{name}/{value}")
def set_cookie(request, name, value):
    request.send(302, b"", _HTML, {"Location": "/cookies", "Set-Cookie": f"{name}={value}; Path=/"})


@path("/cookies/set")
def set_cookies(request):
    pairs = urllib.parse.parse_qsl(request.url.query)
    request.send(302, b"", _HTML, {
        "Location": "/cookies", "Set-Cookie": [f"{name}={value}; Path=/" for name, value in pairs]})


@path("/cookies/delete")
def delete_cookies(request):
    names = [name for name, _ in urllib.parse.parse_qsl(request.url.query, keep_blank_values=True)]
    request.send(302, b"", _HTML, {
        "Location": "/cookies",
        "Set-Cookie": [f"{name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/" for name in names]})


def _is_user(request, user, password):
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return kind == "Basic" and value == base64.b64encode(f"{user}:{password}".encode()).decode()


@path("/basic-auth/{user}/{password}")
def basic_auth(request, user, password):
    if _is_user(request, user, password):
        request.send_json({"authenticated": True, "user": user})
    else:
        request.send(401, b"", _HTML, {"WWW-Authenticate": 'Basic realm="Fake Realm"'})


@path("/hidden-basic-auth/{user}/{password}")
def hidden_basic_auth(request, user, password):
    if _is_user(request, user, password):
        request.send_json({"authenticated": True, "user": user})
    else:
        request.send(404, b"", _HTML)


@path("/bearer")
def bearer(request):
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind == "Bearer":
        request.send_json({"authenticated": True, "token": token})
    else:
        request.send(401, b"", _HTML, {"WWW-Authenticate": "Bearer"})


@path("/response-headers", ("GET", "POST"))
def response_headers(request):
    pairs = urllib.parse.parse_qs(request.url.query)
    request.send_json(_single(pairs), headers={name: values for name, values in pairs.items()})


@path("/gzip")
def gzipped(request):
    about = request.about("headers", "method", "origin") | {"gzipped": True}
    request.send(200, gzip.compress(json.dumps(about, indent=2, sort_keys=True).encode()), "application/json",
                 {"Content-Encoding": "gzip"})


@path("/deflate")
def deflated(request):
    about = request.about("headers", "method", "origin") | {"deflated": True}
    request.send(200, zlib.compress(json.dumps(about, indent=2, sort_keys=True).encode()), "application/json",
                 {"Content-Encoding": "deflate"})


@path("/cache")
def cache(request):
    if "If-Modified-Since" in request.headers or "If-None-Match" in request.headers:
        request.send(304)
    else:
        request.send_json(request.about("args", "headers", "origin", "url"),
                          headers={"Last-Modified": request.date_time_string(), "ETag": uuid.uuid4().hex})


# --- the server ---

class Server(ThreadingHTTPServer):
    """A thread for each connection; as many may wait as the system allows."""

    request_queue_size = 128
    daemon_threads = True

    def server_bind(self):
        """As HTTPServer, but without asking for the name of the host, which may take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]


def _serve_listening():
    """Serve at the socket that is our standard output, until standard input ends (see _httpbin)."""
    if os.fork():
        os._exit(0)
    Handler.is_quiet = True
    fd = os.dup(1)
    os.dup2(2, 1)
    server = Server(("127.0.0.1", 0), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = socket.socket(fileno=fd)
    server.server_name, server.server_port = server.server_address = server.socket.getsockname()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while os.read(0, 4096):
        pass
    os._exit(0)


def main():
    """The command gilt serve-httpbin."""
    if sys.argv[1:] == ["--listening"]:
        _serve_listening()
    import argparse
    parser = argparse.ArgumentParser(
        prog="gilt serve-httpbin", description="A server that answers as httpbin.org does; Ctrl-C ends it.")
    parser.add_argument("--port", type=int, default=8000, help="the port, 0 for any that is free (8000)")
    parser.add_argument("--bind", metavar="ADDRESS", default="127.0.0.1",
                        help="listen at this address (127.0.0.1); 0.0.0.0 lets other machines in")
    parser.add_argument("--quiet", action="store_true", help="print no line for each request")
    arguments = parser.parse_args()
    Handler.is_quiet = arguments.quiet
    try:
        server = Server((arguments.bind, arguments.port), Handler)
    except OSError as error:
        sys.exit(f"gilt serve-httpbin: {arguments.bind}:{arguments.port}: {error.strerror}")
    with server:
        host, port = server.server_address[:2]
        print(f"httpbin at http://{host}:{port}/   elsewhere: gilt --httpbin={host}:{port} SCRIPT", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
