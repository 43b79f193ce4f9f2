# ssl, and https in http.client and urllib.request, against a server that CPython runs.
import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import urllib.request

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_tls")
CERTIFICATE = FOLDER + "/cert.pem"


def show(function, *arguments, **named):
    """What a call gives or raises, without the line of CPython's source."""
    try:
        print(function(*arguments, **named))
    except (OSError, ValueError, TypeError, NotImplementedError) as error:
        text = re.sub(r" \(_ssl\.c:\d+\)|_ssl\.c:\d+: ", "", str(error))
        print(type(error).__name__, [each.__name__ for each in type(error).__mro__[1:-3]], text.replace(str(port), "PORT"))


def connect(context, host="localhost"):
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port), 30), server_hostname=host)


def get(context, path="/page", host="localhost", timeout=30.0):
    with connect(context, host) as connection:
        connection.settimeout(timeout)
        connection.sendall(b"GET %s HTTP/1.0\r\n\r\n" % path.encode())
        data = b""
        while more := connection.recv(4096):
            data += more
        return len(data.partition(b"\r\n\r\n")[2]), data[:15]


def meet_silence():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with socket.create_connection(silent.getsockname(), 0.05) as connection:
            trusting.wrap_socket(connection, server_hostname="localhost")


def meet_plain_text():
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            connection, _ = server.accept()
            connection.recv(1000)
            connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
            connection.close()
        thread = threading.Thread(target=answer)
        thread.start()
        try:
            with socket.create_connection(server.getsockname(), 30) as connection:
                trusting.wrap_socket(connection, server_hostname="localhost")
        finally:
            thread.join()


server = subprocess.Popen(["python3", FOLDER + "/server.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
port = int(server.stdout.readline())
trusting = ssl.create_default_context(cafile=CERTIFICATE)
usual = ssl.create_default_context()
careless = ssl.create_default_context()
careless.check_hostname = False
careless.verify_mode = ssl.CERT_NONE

print("--- contexts")
print(usual.verify_mode, usual.check_hostname, careless.verify_mode, repr(ssl.CERT_REQUIRED), ssl.PROTOCOL_TLS_CLIENT)
show(ssl.create_default_context, cafile="/no/such/file")
show(ssl.create_default_context, cafile="/dev/null")
show(setattr, usual, "verify_mode", ssl.CERT_NONE)
show(usual.wrap_socket, socket.socket())
show(ssl.SSLSocket)

print("--- sockets")
show(get, trusting)
show(get, trusting, "/bytes/1000000")
show(get, careless)
show(get, usual)
show(get, trusting, host="other.example")
show(get, trusting, host="127.0.0.1")
show(get, trusting, "/delay/5", timeout=0.2)
show(meet_silence)
show(meet_plain_text)
with connect(trusting) as connection:
    print(connection.server_hostname, connection.context is trusting, connection.gettimeout())
    connection.setblocking(False)
    show(connection.recv, 10)
    connection.settimeout(30)
    print(connection.send(b"GET /file HTTP/1.0\r\n\r\n"))
    with connection.makefile("rb") as file:
        connection.close()
        lines = file.read().split(b"\r\n")
        print(lines[0], lines[-1])
    show(connection.recv, 1)

bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
show(get, bare)
bare.load_verify_locations(CERTIFICATE)
show(get, bare)
with trusting.wrap_socket(socket.socket(), server_hostname="localhost") as connection:
    show(connection.send, b"too early")
    connection.connect(("127.0.0.1", port))
    connection.sendall(b"GET /later HTTP/1.0\r\n\r\n")
    print(connection.recv(15))
    show(connection.connect, ("127.0.0.1", port))
connection = connect(trusting)
child = os.fork()
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
connection.sendall(b"GET /after/fork HTTP/1.0\r\n\r\n")
print(connection.recv(15))
connection.close()

print("--- http.client")
connection = http.client.HTTPSConnection("localhost", port, context=trusting)
for i in range(3):
    connection.request("GET", f"/{i}")
    print(connection.getresponse().read())
connection.request("POST", "/bytes/200000", body=b"y" * 300_000)
print(len(connection.getresponse().read()))
connection.close()

print("--- urllib.request")
base = f"https://localhost:{port}"
with urllib.request.urlopen(base + "/page?x=1", context=trusting) as response:
    print(response.status, response.headers["Content-Type"], response.read())
show(urllib.request.urlopen, base + "/page")

print("--- threads")
results = []


def work(i):
    results.append(get(trusting, f"/bytes/{20000 + i}")[0] - i)


threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
server.stdin.close()
server.wait()
server.stdout.close()
sys.stdout.flush()
