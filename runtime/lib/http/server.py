"""Servers of HTTP: a handler's methods do_GET(), do_POST() ... answer requests.

    python -m http.server 8000        shows the files of the current folder
"""

import datetime
import html
import http.client
import io
import os
import posixpath
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse

from http import HTTPStatus
from http._types import EXTENSIONS

__all__ = ["HTTPServer", "ThreadingHTTPServer", "BaseHTTPRequestHandler", "SimpleHTTPRequestHandler"]
__version__ = "0.6"

DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
DEFAULT_ERROR_CONTENT_TYPE = "text/html;charset=utf-8"

_LINE_MAX = 65536
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNPRINTABLE = {code: rf"\x{code:02x}" for code in (*range(0x20), *range(0x7f, 0xa0))}
_UNPRINTABLE[ord("\\")] = r"\\"


class HTTPServer(socketserver.TCPServer):
    """A server that knows its name and port."""

    allow_reuse_address = True

    def server_bind(self):
        """Bind the socket and find out its name."""
        super().server_bind()
        host, self.server_port = self.server_address[:2]
        self.server_name = socket.getfqdn(host)


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    """A server with a thread for each connection."""

    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    """Reads a request, and calls the method for it: do_GET() for GET."""

    sys_version = "Python/3.13.0"
    server_version = "BaseHTTP/" + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = DEFAULT_ERROR_CONTENT_TYPE
    default_request_version = "HTTP/0.9"
    protocol_version = "HTTP/1.0"  # with HTTP/1.1 a connection serves many requests
    responses = {status: (status.phrase, status.description) for status in HTTPStatus}
    weekdayname = list(_DAYS)
    monthname = [None, *_MONTHS]

    def parse_request(self):
        """Whether the request line and the headers are good; if not, the error was sent."""
        self.command = None
        self.request_version = version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, "iso-8859-1").rstrip("\r\n")
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            if not self._accept_version(version):
                return False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, "Bad request syntax (%r)" % self.requestline)
            return False
        command, path = words[:2]
        if len(words) == 2:
            self.close_connection = True
            if command != "GET":
                self.send_error(HTTPStatus.BAD_REQUEST, "Bad HTTP/0.9 request type (%r)" % command)
                return False
        self.command = command
        # A path that begins with // would name another server when it is redirected to.
        self.path = "/" + path.lstrip("/") if path.startswith("//") else path
        return self._read_headers()

    def _accept_version(self, version):
        try:
            if not version.startswith("HTTP/"):
                raise ValueError
            numbers = version.split("/", 1)[1].split(".")
            if len(numbers) != 2 or any(not each.isdigit() or len(each) > 10 for each in numbers):
                raise ValueError
            number = int(numbers[0]), int(numbers[1])
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST, "Bad request version (%r)" % version)
            return False
        if number >= (1, 1) and self.protocol_version >= "HTTP/1.1":
            self.close_connection = False
        if number >= (2, 0):
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
                            "Invalid HTTP version (%s)" % version.split("/", 1)[1])
            return False
        return True

    def _read_headers(self):
        try:
            self.headers = http.client.parse_headers(self.rfile)
        except http.client.LineTooLong as failure:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Line too long", str(failure))
            return False
        except http.client.HTTPException as failure:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many headers", str(failure))
            return False
        connection = self.headers.get("Connection", "").lower()
        if connection == "close":
            self.close_connection = True
        elif connection == "keep-alive" and self.protocol_version >= "HTTP/1.1":
            self.close_connection = False
        if (self.headers.get("Expect", "").lower() == "100-continue" and self.protocol_version >= "HTTP/1.1"
                and self.request_version >= "HTTP/1.1"):
            return self.handle_expect_100()
        return True

    def handle_expect_100(self):
        """Tell a client that waits with its data that it may go on."""
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True

    def handle_one_request(self):
        """Read a request and answer it."""
        try:
            self.raw_requestline = self.rfile.readline(_LINE_MAX + 1)
            if len(self.raw_requestline) > _LINE_MAX:
                self.requestline = self.request_version = self.command = ""
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)
                return
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, "do_" + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, "Unsupported method (%r)" % self.command)
                return
            method()
            self.wfile.flush()
        except TimeoutError as failure:
            self.log_error("Request timed out: %r", failure)
            self.close_connection = True

    def handle(self):
        """Answer the requests of a connection."""
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        """Answer with an error, and a page about it."""
        phrase, description = self.responses.get(code, ("???", "???"))
        message = phrase if message is None else message
        explain = description if explain is None else explain
        self.log_error("code %d, message %s", code, message)
        self.send_response(code, message)
        self.send_header("Connection", "close")
        body = None
        if code >= 200 and code not in (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT, HTTPStatus.NOT_MODIFIED):
            content = self.error_message_format % {
                "code": code,
                "message": html.escape(message, quote=False),
                "explain": html.escape(explain, quote=False),
            }
            body = content.encode("UTF-8", "replace")
            self.send_header("Content-Type", self.error_content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        """Begin an answer: the status line, who answers, and when."""
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header("Server", self.version_string())
        self.send_header("Date", self.date_time_string())

    def send_response_only(self, code, message=None):
        """Begin an answer with the status line only."""
        if self.request_version == "HTTP/0.9":
            return
        if message is None:
            message = self.responses.get(code, ("",))[0]
        self._add_line("%s %d %s" % (self.protocol_version, code, message))

    def send_header(self, keyword, value):
        """Add a header to the answer."""
        if self.request_version != "HTTP/0.9":
            self._add_line("%s: %s" % (keyword, value))
        if keyword.lower() == "connection":
            if value.lower() == "close":
                self.close_connection = True
            elif value.lower() == "keep-alive":
                self.close_connection = False

    def _add_line(self, line):
        if not hasattr(self, "_headers_buffer"):
            self._headers_buffer = []
        self._headers_buffer.append((line + "\r\n").encode("latin-1", "strict"))

    def end_headers(self):
        """Send the headers; the content may follow."""
        if self.request_version != "HTTP/0.9":
            self._headers_buffer.append(b"\r\n")
            self.flush_headers()

    def flush_headers(self):
        """Send what there is of the headers."""
        if hasattr(self, "_headers_buffer"):
            self.wfile.write(b"".join(self._headers_buffer))
            self._headers_buffer = []

    def log_request(self, code="-", size="-"):
        """Called for each answer."""
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        """Called for each error."""
        self.log_message(format, *args)

    def log_message(self, format, *args):
        """Print a line of the log to sys.stderr."""
        message = (format % args).translate(_UNPRINTABLE)
        sys.stderr.write("%s - - [%s] %s\n" % (self.address_string(), self.log_date_time_string(), message))

    def version_string(self):
        """What the header Server says."""
        return self.server_version + " " + self.sys_version

    def date_time_string(self, timestamp=None):
        """A time as headers have it."""
        now = time.gmtime(time.time() if timestamp is None else timestamp)
        return "%s, %02d %s %04d %02d:%02d:%02d GMT" % (
            _DAYS[now.tm_wday], now.tm_mday, _MONTHS[now.tm_mon - 1], now.tm_year, now.tm_hour, now.tm_min,
            now.tm_sec)

    def log_date_time_string(self):
        """The time as the log has it."""
        now = time.localtime(time.time())
        return "%02d/%3s/%04d %02d:%02d:%02d" % (
            now.tm_mday, _MONTHS[now.tm_mon - 1], now.tm_year, now.tm_hour, now.tm_min, now.tm_sec)

    def address_string(self):
        """The client."""
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Answers with the files of a folder."""

    server_version = "SimpleHTTP/" + __version__
    index_pages = ("index.html", "index.htm")
    extensions_map = {
        ".gz": "application/gzip",
        ".Z": "application/octet-stream",
        ".bz2": "application/x-bzip2",
        ".xz": "application/x-xz",
    }

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(os.getcwd() if directory is None else directory)
        super().__init__(*args, **kwargs)

    def do_GET(self):
        """Send a file."""
        source = self.send_head()
        if source:
            with source:
                self.copyfile(source, self.wfile)

    def do_HEAD(self):
        """Send the headers of a file."""
        source = self.send_head()
        if source:
            source.close()

    def send_head(self):
        """Send the status and headers for the path; the content as a file, None if there is none."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(self.path)
            if not parts.path.endswith("/"):
                target = urllib.parse.urlunsplit((parts[0], parts[1], parts[2] + "/", parts[3], parts[4]))
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", target)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            pages = [os.path.join(path, name) for name in self.index_pages]
            found = [page for page in pages if os.path.isfile(page)]
            if not found:
                return self.list_directory(path)
            path = found[0]
        kind = self.guess_type(path)
        try:
            if path.endswith("/"):
                raise OSError
            source = open(path, "rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "File not found")
            return None
        try:
            return self._send_file_head(source, kind)
        except:
            source.close()
            raise

    def _send_file_head(self, source, kind):
        status = os.fstat(source.fileno())
        if self._is_unchanged(status.st_mtime):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            source.close()
            return None
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", kind)
        self.send_header("Content-Length", str(status.st_size))
        self.send_header("Last-Modified", self.date_time_string(status.st_mtime))
        self.end_headers()
        return source

    def _is_unchanged(self, changed):
        """Whether the client has seen the file since it was changed."""
        since = self.headers.get("If-Modified-Since")
        if since is None or "If-None-Match" in self.headers:
            return False
        try:
            seen = datetime.datetime.strptime(since, "%a, %d %b %Y %H:%M:%S GMT")
        except ValueError:
            return False
        return int(changed) <= seen.replace(tzinfo=datetime.timezone.utc).timestamp()

    def list_directory(self, path):
        """Send a page with the names in a folder."""
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, "No permission to list directory")
            return None
        names.sort(key=str.lower)
        shown = urllib.parse.unquote(self.path.split("#", 1)[0].split("?", 1)[0], errors="surrogatepass")
        title = f"Directory listing for {html.escape(shown, quote=False)}"
        lines = ["<!DOCTYPE HTML>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
                     f"<title>{title}</title>\n</head>", f"<body>\n<h1>{title}</h1>", "<hr>\n<ul>"]
        for name in names:
            full = os.path.join(path, name)
            label = target = name
            if os.path.isdir(full):
                label = target = name + "/"
            if os.path.islink(full):
                label = name + "@"
            lines.append('<li><a href="%s">%s</a></li>' % (
                urllib.parse.quote(target, errors="surrogatepass"), html.escape(label, quote=False)))
        lines.append("</ul>\n<hr>\n</body>\n</html>\n")
        encoding = sys.getfilesystemencoding()
        content = "\n".join(lines).encode(encoding, "surrogateescape")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-type", f"text/html; charset={encoding}")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def translate_path(self, path):
        """The file for the path of an address; never one outside of the folder."""
        path = path.split("#", 1)[0].split("?", 1)[0]
        try:
            path = urllib.parse.unquote(path, errors="surrogatepass")
        except UnicodeDecodeError:
            path = urllib.parse.unquote(path)
        is_folder = path.rstrip().endswith("/")
        result = self.directory
        for word in posixpath.normpath(path).split("/"):
            if word and word not in (os.curdir, os.pardir):
                result = os.path.join(result, word)
        return result + "/" if is_folder else result

    def copyfile(self, source, outputfile):
        """Send a file."""
        shutil.copyfileobj(source, outputfile)

    def guess_type(self, path):
        """The type of a file, by its name."""
        extension = posixpath.splitext(path)[1]
        for each in (extension, extension.lower()):
            if each in self.extensions_map:
                return self.extensions_map[each]
        return EXTENSIONS.get(extension.lower(), "application/octet-stream")


def _main():
    import argparse
    import contextlib
    parser = argparse.ArgumentParser()
    parser.add_argument("-b", "--bind", metavar="ADDRESS", help="bind to this address (default: all interfaces)")
    parser.add_argument("-d", "--directory", default=os.getcwd(),
                        help="serve this directory (default: current directory)")
    parser.add_argument("-p", "--protocol", metavar="VERSION", default="HTTP/1.0",
                        help="conform to this HTTP version (default: %(default)s)")
    parser.add_argument("port", default=8000, type=int, nargs="?", help="bind to this port (default: %(default)s)")
    arguments = parser.parse_args()

    class Server(ThreadingHTTPServer):
        """Listens to IPv4 also if the address is one of IPv6."""

        def server_bind(self):
            with contextlib.suppress(Exception):
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            return super().server_bind()

        def finish_request(self, request, client_address):
            self.RequestHandlerClass(request, client_address, self, directory=arguments.directory)

    family, _, _, _, address = socket.getaddrinfo(
        arguments.bind, arguments.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    Server.address_family = family
    SimpleHTTPRequestHandler.protocol_version = arguments.protocol
    with Server(address, SimpleHTTPRequestHandler) as server:
        host, port = server.socket.getsockname()[:2]
        place = f"[{host}]" if ":" in host else host
        print(f"Serving HTTP on {host} port {port} (http://{place}:{port}/) ...")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("\nKeyboard interrupt received, exiting.")
            sys.exit(0)


if __name__ == "__main__":
    _main()
