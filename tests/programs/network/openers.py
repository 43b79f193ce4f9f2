# urllib.request: openers and their handlers, headers, redirections, passwords; http.client's states.
import http.client
import http.server
import io
import json
import threading
import urllib.error
import urllib.request
import urllib.response


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, _, place = self.path.strip("/").partition("/")
        if status == "401" and self.headers["Authorization"] == "Basic dTpw":
            status = "200"
        self.send_response(int(status))
        if status.startswith("3"):
            self.send_header("Location", "/" + place.replace("again", "302/again"))
        if status == "401":
            self.send_header("WWW-Authenticate", 'Basic realm="here"')
        answer = json.dumps([self.command, self.path, body.decode(), sorted(
            (name, value) for name, value in self.headers.items() if name != "Host")]).encode()
        self.send_header("Content-Length", len(answer))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_PUT = do_GET


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
here = f"http://127.0.0.1:{server.server_port}"


def show(ask):
    try:
        with ask() as response:
            print(response.status, response.url.removeprefix(here), response.read().decode())
    except Exception as error:
        print(type(error).__name__, error)


Request, urlopen = urllib.request.Request, urllib.request.urlopen

print("--- headers")
request = Request(here + "/200/headers", headers={"a-FIRST": "1"})
request.add_header("content-type", "text/x")
request.add_unredirected_header("Second", "2")
print(request.header_items(), request.has_header("Second"), request.get_header("A-first"), request.origin_req_host)
show(lambda: urlopen(request))
request.remove_header("A-first")
request.data = b"data"
show(lambda: urlopen(request))
opener = urllib.request.build_opener()
opener.addheaders = [("User-Agent", "myself")]
show(lambda: opener.open(here + "/200/agent"))

print("--- redirections")
show(lambda: urlopen(Request(here + "/302/200/found", headers={"Kept": "yes"})))
show(lambda: urlopen(here + "/302/200/found", b"posted"))
show(lambda: urlopen(here + "/307/200/found"))
show(lambda: urlopen(here + "/307/200/found", b"posted"))
show(lambda: urlopen(here + "/302/again"))


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, *arguments):
        return None


show(lambda: urllib.request.build_opener(Stay).open(here + "/302/200/found"))

print("--- passwords")
passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
passwords.add_password(None, here + "/401", "u", "p")
passwords.add_password("elsewhere", here, "u", "wrong")
opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
show(lambda: opener.open(here + "/401/secret"))
show(lambda: urlopen(here + "/401/secret"))

print("--- other handlers, other schemes")


class Mine(urllib.request.BaseHandler):
    def mine_open(self, request):
        return urllib.response.addinfourl(io.BytesIO(b"mine"), {}, request.full_url, 200)

    def http_error_404(self, request, response, code, message, headers):
        return urlopen(here + "/200/instead")


urllib.request.install_opener(urllib.request.build_opener(Mine()))
show(lambda: urlopen("mine:something"))
show(lambda: urlopen(here + "/404/missing"))
show(lambda: urlopen(here + "/405/not/allowed"))
show(lambda: urlopen("unknown:x"))
print(urlopen("data:text/plain;base64,aGVsbG8=").read(), urlopen("data:,a%20b").headers["Content-Type"])
try:
    urllib.request.OpenerDirector().add_handler(object())
except TypeError as error:
    print(error)

print("--- states of a connection")
connection = http.client.HTTPConnection("127.0.0.1", server.server_port)


def attempt(step):
    try:
        print(type(step()).__name__)
    except http.client.HTTPException as error:
        print(type(error).__name__, error)


attempt(connection.getresponse)
connection.request("GET", "/200/first")
attempt(lambda: connection.request("GET", "/200/second"))
response = connection.getresponse()
attempt(connection.getresponse)
print(response.status == http.client.OK, response.read()[:7])
connection.close()
attempt(connection.getresponse)
server.shutdown()
server.server_close()
