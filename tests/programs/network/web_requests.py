# requests against a little server: what is sent, what comes back, and what can go wrong.
# gilt-only
import gc
import http.server
import io
import json
import re
import socket
import threading
import urllib.parse
import warnings

import requests

BROKEN = {
    "/nothing": b"",
    "/garbage": b"garbage\r\n\r\n",
    "/short": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    "/old": b"HTTP/1.0 200\r\n\r\nuntil the end",
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        url = urllib.parse.urlsplit(self.path)
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size + 2)[:size]
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, headers, content = 200, {}, None
        if url.path in BROKEN:
            self.wfile.write(BROKEN[url.path])
            self.close_connection = True
            return
        if url.path == "/wait":
            done.wait(60)
        if url.path.startswith("/status/"):
            status, content = int(url.path.split("/")[2]), b""
        elif url.path.startswith("/redirect/"):
            left = int(url.path.split("/")[2])
            status, content = int(url.query or 302), b""
            headers["Location"] = f"/redirect/{left - 1}" if left > 1 else "/echo"
        elif url.path == "/text":
            headers["Content-Type"], content = "text/plain; charset=utf-8", "Grüße, 世界\n".encode()
        elif url.path == "/lines":
            content = b"one\ntwo\r\nthree"
        elif url.path == "/bytes":
            content = bytes(range(256)) * 4
        elif url.path == "/cookie":
            headers["Set-Cookie"] = url.query.replace("+", " ") or "name=value; Path=/"
            content = b""
        if content is None:
            names = ("Accept", "Authorization", "Content-Length", "Content-Type", "Cookie", "Transfer-Encoding", "X-Own",
                     "Proxy-Authorization")
            content = json.dumps({
                "method": self.command, "path": self.path, "body": body.decode("latin-1"),
                "headers": {name: self.headers[name] for name in names if name in self.headers}}).encode()
            headers["Content-Type"] = "application/json"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and status != 204:
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, format, *args):
        pass


def show(function, *arguments, **named):
    """What a call gives or raises."""
    try:
        result = function(*arguments, **named)
        if isinstance(result, requests.Response) and result.headers.get("content-type") == "application/json":
            result = result.json()
        print(result)
    except (requests.RequestException, ValueError, TypeError, LookupError, RuntimeError) as error:
        text = re.sub("0x[0-9a-f]+", "0x...", str(error)).replace(str(port), "PORT")
        print(type(error).__name__, [each.__name__ for each in type(error).__mro__[1:-4]], text)


done = threading.Event()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.block_on_close = False
server.handle_error = lambda request, client_address: None  # of clients that did not wait
port = server.server_port
base = f"http://127.0.0.1:{port}"
thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
thread.start()
get, post = requests.get, requests.post

print("--- what is sent")
show(get, base + "/echo", params={"q": "ä ö&", "l": ["a", "b"], "n": None}, headers={"X-Own": "1"})
show(get, base + "/echo?x=1#part", params="raw=1")
show(post, base + "/echo", data={"a": 1, "b": ["x", "y"]})
show(post, base + "/echo", data=[("a", "1"), ("a", "2")])
show(post, base + "/echo", data=b"bytes")
show(post, base + "/echo", data=iter([b"one", b"two"]))
show(post, base + "/echo", data=io.BytesIO(b"a file"))
show(post, base + "/echo", json={"k": [1, None, "ü"]})
show(post, base + "/echo")
for method in (requests.put, requests.patch, requests.delete):
    show(method, base + "/echo", json=[])
show(get, base + "/echo", auth=("user", "secret"))
show(get, f"http://user:secret@127.0.0.1:{port}/echo")
show(get, base + "/echo", cookies={"a": "b", "c": "d"})
form = post(base + "/echo", files={"f": ("name.txt", "hello")}, data={"field": "1"}).json()
print(form["headers"]["Content-Type"].partition("=")[0], form["body"].count("\r\n"))

print("--- what comes back")
response = get(base + "/text")
print(response, response.status_code, response.ok, response.reason, response.encoding, response.text, end="")
print(response.headers["CONTENT-type"], "X-None" in response.headers, response.url == base + "/text", len(response.content))
print(response.elapsed.total_seconds() > 0, response.request.method, response.history, bool(get(base + "/status/404")))
for status in (200, 204, 301, 404, 418, 500):
    response = get(f"{base}/status/{status}")
    print(status, response.ok, response.reason, response.text == "")
    show(response.raise_for_status)
print(requests.head(base + "/text").headers["Content-Length"], requests.head(base + "/redirect/1"))
print(requests.options(base + "/status/200"), requests.codes.ok, requests.codes.not_found)
show(get(base + "/text").json)
response = get(base + "/bytes", stream=True)
print([len(piece) for piece in response.iter_content(300)])
show(lambda: list(response.iter_content(300)))
show(lambda: response.content)
print(list(get(base + "/lines", stream=True).iter_lines()), get(base + "/old").text)

print("--- redirects")
response = get(base + "/redirect/3")
print(response.history, response.json()["path"], [each.status_code for each in response.history])
response = get(base + "/redirect/3", allow_redirects=False)
print(response, response.is_redirect, response.next.path_url)
show(get, base + "/redirect/31")
for status in (301, 302, 303, 307, 308):
    for method in ("POST", "PUT"):
        print(status, method, requests.request(method, f"{base}/redirect/1?{status}", data="text").json()["method"])

print("--- sessions")
with requests.Session() as session:
    session.headers["X-Own"] = "session"
    session.params = {"p": "1"}
    session.auth = ("a", "b")
    show(session.get, base + "/echo", params={"q": "2"}, headers={"Accept": None})
    show(session.get, base + "/echo", params={"p": None}, headers={"X-Own": "own"}, auth=("c", "d"))
    session.params = {}
    session.get(base + "/cookie")
    session.get(base + "/cookie?other=1;+Path=/echo")
    session.get(base + "/cookie?far=1;+Domain=example.com")
    print(session.cookies.get_dict(), session.cookies["name"], len(session.cookies), "far" in session.cookies)
    show(lambda: session.get(base + "/echo", cookies={"once": "3"}).json()["headers"]["Cookie"])
    session.get(base + "/cookie?name=;+Path=/;+Max-Age=0")
    print(session.cookies.get_dict())
    show(lambda: session.cookies["name"])
    prepared = session.prepare_request(requests.Request("post", base + "/echo", data={"a": 1}))
    print(prepared, prepared.method, prepared.body, prepared.headers["Content-Type"], prepared.path_url)
    show(session.send, prepared)

print("--- what can go wrong")
for url in ("here", "http://", "ftp://host/x", "http://*host", "http://host:abc/", "//host/x", "", "host:80/x"):
    show(get, url)
show(get, "http://127.0.0.1:1/x?y")
for path in ("/nothing", "/garbage", "/short"):
    show(get, base + path)
show(get, base + "/wait", timeout=(30, 0.05))
done.set()
for timeout in (0, "soon", (1, 2, 3), True, (5, 30)):
    show(get, base + "/status/200", timeout=timeout)
show(get, base, headers={"X-Own": 5})
show(get, base, headers={" X-Own": "5"})
show(lambda: get(base, json={"k": float("nan")}))
try:
    get("http://127.0.0.1:1/", timeout=5)
except requests.exceptions.ConnectionError as error:
    print(isinstance(error, OSError), isinstance(error, ConnectionError), error.request.url, error.response)

print("--- proxies")
proxy = base  # it echoes
for proxies in ({"http": proxy}, {"http://far": proxy.removeprefix("http://")}, {"all": "http://me:pw@" + proxy[7:]}):
    answer = get("http://far/echo?x#y", proxies=proxies).json()
    print(answer["path"], answer["headers"].get("Proxy-Authorization"))
show(get, "http://far/", proxies={"http": "http://127.0.0.1:1"})
show(get, "https://far/", proxies={"https": proxy})
show(get, "http://far/", proxies={"http": "http://"})

print("--- what is forgotten")
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    session = requests.Session()
    session.get(base + "/cookie?name=5")
    print(*session.cookies)
    print(list(session.cookies)[0].__repr__().startswith("Cookie(version=0, name='name', value='5', port=None"))
    response = session.get(base + "/echo", stream=True)
    del session, response
    gc.collect()
print([str(each.message) for each in found])

server.shutdown()
server.server_close()
thread.join()
