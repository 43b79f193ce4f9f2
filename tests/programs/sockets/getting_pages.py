# urllib.request and http.client against a little server in a thread.
import http.client
import os
import socket
import tempfile
import threading
import urllib.error
import urllib.request

PAGES = {
    "/": (b"200 OK", b"Content-Type: text/html; charset=utf-8\r\n", "hello, 世界".encode()),
    "/old": (b"302 Found", b"Location: /new?x=1\r\n", b""),
    "/new?x=1": (b"200 OK", b"", b"after the redirect"),
    "/loop": (b"302 Found", b"Location: /loop\r\n", b""),
    "/big": (b"200 OK", b"", b"x" * 300_000),
}


def answer(connection):
    with connection, connection.makefile("rb") as stream:
        method, path, _ = stream.readline().decode().split()
        length = 0
        while (line := stream.readline().strip()):
            name, _, value = line.partition(b": ")
            if name.lower() == b"content-length":
                length = int(value)
        body = stream.read(length)
        if method == "POST":
            status, headers, content = b"200 OK", b"", b"posted " + body
        elif path == "/chunks":
            connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n8\r\n, second\r\n0\r\n\r\n")
            return
        elif path == "/none":
            return
        else:
            status, headers, content = PAGES.get(path, (b"404 Not Found", b"X-Why: because\r\n", b"nothing here"))
        connection.sendall(b"HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n" % (
            status, headers, len(content)) + content)


def serve():
    while True:
        connection, _ = server.accept()
        if stop:
            connection.close()
            return
        answer(connection)


stop = False
server = socket.create_server(("127.0.0.1", 0))
address = "http://127.0.0.1:%d" % server.getsockname()[1]
thread = threading.Thread(target=serve)
thread.start()

with urllib.request.urlopen(address + "/") as response:
    print(response.status, response.reason, response.headers["content-type"], response.headers.get_content_charset())
    print(response.read().decode(), response.geturl() == address + "/", response.getheader("Content-Length"))
with urllib.request.urlopen(address + "/old") as response:
    print(response.read(), response.url.removeprefix(address))
with urllib.request.urlopen(address + "/post", data=b"a=1") as response:
    print(response.read())
with urllib.request.urlopen(address + "/chunks") as response:
    print(response.read())
with urllib.request.urlopen(address + "/big") as response:
    print(len(response.read(10)), len(response.read()))
try:
    urllib.request.urlopen(address + "/missing")
except urllib.error.HTTPError as error:
    print(error, error.code, error.reason, error.headers["X-Why"], error.read())
for page in ("/none", "/loop"):
    try:
        urllib.request.urlopen(address + page)
    except Exception as error:
        print(type(error).__name__, str(error).splitlines()[0])
for wrong in ("nothing", "unknown://x", "file:///no/such/file"):
    try:
        urllib.request.urlopen(wrong)
    except (ValueError, urllib.error.URLError) as error:
        print(type(error).__name__, error)

connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
connection.request("GET", "/new?x=1", headers={"X-Test": "1"})
response = connection.getresponse()
print(response.status, response.reason, response.version, response.read(), response.isclosed())
connection.close()
request = urllib.request.Request(address, data=b"x", headers={"x-name": "value"}, method="PUT")
print(request.get_method(), request.get_header("X-name"), request.type, request.selector)

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "copy")
    name, headers = urllib.request.urlretrieve(address + "/big", path)
    print(name == path, os.path.getsize(path), headers["Content-Length"])
    with urllib.request.urlopen("file://" + path) as response:
        print(len(response.read()), response.headers["Content-length"])

stop = True
socket.create_connection(server.getsockname()).close()
thread.join()
server.close()
try:
    urllib.request.urlopen(address)
except urllib.error.URLError as error:
    print(type(error.reason).__name__)

# A header that is not there.
import http.client
import io


class Once:
    def makefile(self, mode):
        return io.BytesIO(b"HTTP/1.1 200 OK\r\nA: 1\r\nA: 2\r\n\r\n")


response = http.client.HTTPResponse(Once())
response.begin()
print(response.getheader("a"), response.getheader("b"), response.getheader("b", "text"), response.getheader("b", ["x", "y"]))
