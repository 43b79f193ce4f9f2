# http.server: a handler of one's own, files of a folder, and requests that are wrong.
import http.client
import http.server
import os
import socket
import tempfile
import threading
import urllib.error
import urllib.request

log = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/fail":
            self.send_error(404)
            return
        if self.path == "/teapot":
            self.send_error(418, "short <and> stout", "it's a teapot & no more")
            return
        self.answer(f"{self.command} {self.path} {self.headers['X-Name']}".encode())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(b"got " + body)

    def answer(self, content):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format, *args):
        log.append(format % args)


def start(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    return thread


def raw(address, data):
    """What a server answers, without the headers that tell who it is and when."""
    with socket.create_connection(address) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        text = connection.makefile("rb").read().decode()
    return "\n".join(line for line in text.splitlines() if not line.startswith(("Server:", "Date:")))


print("--- a handler of one's own")
with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
    thread = start(server)
    print(server.server_port == server.server_address[1])
    connection = http.client.HTTPConnection(*server.server_address)
    for i in range(3):
        connection.request("GET", f"/page/{i}", headers={"X-Name": "Ada"})
        response = connection.getresponse()
        print(response.status, response.reason, response.version, response.getheader("content-type"), response.read())
    connection.request("POST", "/", body="some text")
    print(connection.getresponse().read())
    connection.request("POST", "/", body=iter([b"a", b"b"]), headers={"Content-Length": "2"})
    print(connection.getresponse().read())
    connection.request("GET", "/fail")
    response = connection.getresponse()
    print(response.status, response.reason, response.getheader("Content-Type"), response.getheader("Connection"))
    print(response.read().decode())
    connection.request("PUT", "/", body=b"x")
    response = connection.getresponse()
    print(response.status, response.reason, len(response.read()))
    connection.close()
    for data in (b"GET /teapot HTTP/1.0\r\n\r\n", b"GET /old\r\n", b"POST /old\r\n", b"GET / HTTP/3.0\r\n\r\n",
                 b"GET / nonsense\r\n\r\n", b"one\r\n\r\n", b"GET //double HTTP/1.0\r\n\r\n", b"\r\n",
                 b"GET /x HTTP/1.1\r\nX-Name: 1\r\n\r\nGET /y HTTP/1.1\r\nConnection: close\r\n\r\n",
                 b"GET / HTTP/1.0\r\nA: " + b"a" * 70000 + b"\r\n\r\n",
                 b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"):
        print("request:", data[:40])
        print(raw(server.server_address, data))
    server.shutdown()
    thread.join()
print("log:")
print(*log, sep="\n")

print("--- files of a folder")


class Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


with tempfile.TemporaryDirectory() as folder:
    os.mkdir(f"{folder}/sub")
    os.mkdir(f"{folder}/with index")
    for name, text in (("a.txt", "text\n"), ("b.py", "print(1)\n"), ("<odd>&.bin", "?"), ("c.HTML", "<p>"),
                       ("with index/index.html", "<h1>index</h1>"), ("archive.gz", ""), ("noname", "")):
        with open(f"{folder}/{name}", "w") as file:
            file.write(text)

    def make(*arguments):
        return Files(*arguments, directory=folder)

    with http.server.HTTPServer(("127.0.0.1", 0), make) as server:
        thread = start(server)
        base = "http://%s:%d" % server.server_address
        for path in ("/a.txt", "/b.py", "/%3Codd%3E%26.bin", "/c.HTML", "/with%20index/", "/with%20index",
                     "/archive.gz", "/noname", "/", "/sub/", "/missing", "/../../etc/passwd", "/a.txt/"):
            try:
                with urllib.request.urlopen(base + path) as response:
                    print(path, response.status, response.headers["Content-type"], response.headers["Content-Length"],
                          response.url.removeprefix(base))
                    print(response.read().decode())
            except urllib.error.HTTPError as error:
                print(path, error, error.headers["Content-Length"])
                error.close()
        with urllib.request.urlopen(base + "/a.txt") as response:
            changed = response.headers["Last-Modified"]
        request = urllib.request.Request(base + "/a.txt", headers={"If-Modified-Since": changed})
        try:
            urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            print(error)
            error.close()
        request = urllib.request.Request(base + "/a.txt", method="HEAD")
        with urllib.request.urlopen(request) as response:
            print(response.status, response.headers["Content-Length"], response.read())
        server.shutdown()
        thread.join()
