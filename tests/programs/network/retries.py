# Retry, answers that come piece by piece, and answers that are sent to other processes.
# gilt-only
import http.server
import json
import pickle
import re
import threading
from concurrent.futures import ProcessPoolExecutor

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

asked = []
go_on = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        asked.append(self.path)
        name, _, number = self.path[1:].partition("/")
        if name == "pieces":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for i in range(3):
                if i:
                    go_on.wait(60)
                    go_on.clear()
                self.wfile.write(b"8\r\npiece %d\n\r\n" % i)
            self.wfile.write(b"0\r\n\r\n")
        elif name == "gone":
            self.close_connection = True
        elif name == "elsewhere":
            self.answer(302, Location=f"http://127.0.0.1:{number}/headers")
        elif name == "busy" and asked.count(self.path) <= int(number):
            self.answer(503, **{"Retry-After": "0"})
        elif name == "always":
            self.answer(int(number))
        else:
            self.answer(200, **{"Set-Cookie": "a=b", "Content-Type": "application/json"})

    do_POST = do_GET

    def answer(self, status, **headers):
        content = json.dumps({name: self.headers[name] for name in ("Authorization", "X-Own")}).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


def start():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def show(*values):
    print(*[re.sub(r"0x[0-9a-f]+|port=\d+|127.0.0.1:\d+", "...", str(value)) for value in values])


def attempt(function, *arguments, **options):
    asked.clear()
    try:
        show("->", function(*arguments, **options))
    except Exception as error:
        show(type(error).__name__, error)
    print("   ", asked)


def session(retry):
    made = requests.Session()
    made.mount("http://", HTTPAdapter(max_retries=retry))
    return made


def fetch(address):
    return requests.get(address)


if __name__ == "__main__":
    base, other = (f"http://127.0.0.1:{start()}" for _ in range(2))
    often = Retry(total=3, status_forcelist=[500, 503])
    print(often, often.is_retry("GET", 500), often.is_retry("POST", 500), often.is_retry("GET", 404))
    attempt(session(often).get, base + "/busy/2")
    attempt(session(often).get, base + "/always/500")
    attempt(session(often).get, base + "/always/404")
    attempt(session(often).post, base + "/always/500")
    attempt(session(often).get, base + "/gone")
    attempt(session(Retry(2, status_forcelist=[500], raise_on_status=False)).get, base + "/always/500")
    attempt(session(Retry(2, status_forcelist=[500], allowed_methods=None)).post, base + "/always/500")
    attempt(session(Retry(5, read=1)).get, base + "/gone")
    attempt(session(Retry(5, status=0, status_forcelist=[500])).get, base + "/always/500")
    attempt(session(2).get, base + "/gone")
    attempt(session(2).get, "http://127.0.0.1:1/")
    attempt(requests.get, base + "/gone")
    attempt(requests.get, base + "/busy/1")
    waits = []
    following = Retry(9, backoff_factor=0.5, backoff_max=3)
    for _ in range(6):
        following = following.increment("GET", "/", response=None)
        waits.append(following.get_backoff_time())
    print(waits, len(following.history))

    for read in (lambda answer: answer.iter_lines(), lambda answer: answer.iter_content(None),
                 lambda answer: answer.iter_content(5)):
        with requests.get(base + "/pieces", stream=True) as answer:
            for piece in read(answer):
                print(piece, end=" ")
                go_on.set()  # the server sends the next one only now
        print()
        go_on.clear()

    answer = requests.get(base + "/json", headers={"X-Own": "1"}, auth=("me", "secret"))
    again = pickle.loads(pickle.dumps(answer))
    print(again, again.json() == answer.json(), again.elapsed == answer.elapsed, again.raw, again.request.headers["X-Own"])
    print(requests.utils.dict_from_cookiejar(again.cookies), again.ok, again.reason, again.url == answer.url)
    kept = session(0)
    kept.headers["X-Own"] = "2"
    kept.get(base + "/json")
    print(pickle.loads(pickle.dumps(kept)).get(base + "/json").json())
    with ProcessPoolExecutor(2) as executor:
        print([each.status_code for each in executor.map(fetch, [base + "/json", base + "/always/404"])])
        show(repr(executor.submit(fetch, "http://127.0.0.1:1/").exception().args[0]))
        show(executor.submit(fetch, base + "/gone").exception())

    port = other.rpartition(":")[2]
    print(requests.get(f"{base}/elsewhere/{port}", auth=("me", "secret")).json()["Authorization"])
    port = base.rpartition(":")[2]
    print(requests.get(f"{base}/elsewhere/{port}", auth=("me", "secret")).json()["Authorization"])
    print(requests.codes["\\o/"], requests.codes.payment, requests.codes.timeout)
