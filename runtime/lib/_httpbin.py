"""Where requests for httpbin.org and example.com go, so that programs that use them run offline.

The environment variable GILT_HTTPBIN (`gilt --httpbin=...` sets it) says:

    local        to a server of our own, a process that is started when requests or aiohttp is
                 imported, or by the first request
    HOST:PORT    to a server that runs already: `gilt serve-httpbin --port PORT`

The process is nobody's child, so that a program that waits for its children does not meet it, and
it ends when this one does: it reads from a pipe whose other end is kept open here.
"""

import os
import sys
import threading

HOSTS = ("httpbin.org", "example.com", "example.org", "example.net", "www.example.com")
_lock = threading.Lock()
_address = None
_pipe = None  # as long as it is open the server lives


def prepare():
    """Start the server now if there is to be one, so that no request has to wait for it."""
    if os.environ.get("GILT_HTTPBIN") == "local":
        substitute(HOSTS[0])


def substitute(host):
    """The address to connect to instead of a host: (host, port), or None."""
    wanted = os.environ.get("GILT_HTTPBIN")
    if not wanted or host not in HOSTS:
        return None
    if wanted != "local":
        host, _, port = wanted.removeprefix("http://").rstrip("/").rpartition(":")
        if not host or not port.isdigit():
            raise ValueError(f"GILT_HTTPBIN is 'local' or HOST:PORT, not {wanted!r}")
        return host.strip("[]"), int(port)
    global _address
    with _lock:
        if _address is None:
            _address = _start_server()
        return _address


def _start_server():
    global _pipe
    import socket
    import subprocess
    listening = socket.create_server(("127.0.0.1", 0))
    kept_here, read_there = None, None
    try:
        read_there, kept_here = os.pipe()
        environment = {name: value for name, value in os.environ.items() if name != "GILT_HTTPBIN"}
        command = [sys.executable, "serve-httpbin", "--listening"]
        with subprocess.Popen(command, stdin=read_there, stdout=listening.fileno(), stderr=subprocess.DEVNULL,
                              start_new_session=True, env=environment):
            pass  # ends as soon as the server has become a process of its own
        _pipe, kept_here = kept_here, None
        return listening.getsockname()
    finally:
        listening.close()
        for fd in (read_there, kept_here):
            if fd is not None:
                os.close(fd)


def _after_fork():
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)
