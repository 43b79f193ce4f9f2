"""What can go wrong with a connection. requests has its own exceptions made of these, whose texts are what people see.

They can be sent to other processes; what they speak of, such as a connection, stays behind as text.
"""


class HTTPError(Exception):
    """What all of them are."""

    def __reduce__(self):
        plain = (str, bytes, int, float, type(None), Exception)
        return _again, (type(self), [each if isinstance(each, plain) else _Shown(repr(each)) for each in self.args],
                        {"reason": self.reason} if hasattr(self, "reason") else {})


class _Shown:
    """What stands for something that stayed behind."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def _again(cls, args, attributes):
    error = cls.__new__(cls, *args)
    error.__dict__.update(attributes)
    return error


class HTTPWarning(Warning):
    """What all warnings are."""


class InsecureRequestWarning(HTTPWarning):
    """The server's certificate is not looked at."""


class PoolError(HTTPError):
    """Something that happened to a pool."""

    pool = None

    def __init__(self, pool, message):
        self.pool = pool
        super().__init__(f"{pool}: {message}")


class RequestError(PoolError):
    """Something that happened to a request."""

    url = None

    def __init__(self, pool, url, message):
        self.url = url
        super().__init__(pool, message)


class MaxRetryError(RequestError):
    """It was tried often enough; `reason` is what happened the last time."""

    def __init__(self, pool, url, reason=None):
        self.reason = reason
        super().__init__(pool, url, f"Max retries exceeded with url: {url} (Caused by {reason!r})")


class TimeoutError(HTTPError):
    """Something took too long."""


class ReadTimeoutError(TimeoutError, RequestError):
    """Nothing came for too long."""


class ConnectTimeoutError(TimeoutError):
    """Connecting took too long."""


class NewConnectionError(ConnectTimeoutError, HTTPError):
    """There is no way to connect."""

    conn = None

    def __init__(self, conn, message):
        self.conn = conn
        super().__init__(f"{conn}: {message}")


class NameResolutionError(NewConnectionError):
    """Nobody knows the host."""

    def __init__(self, host, conn, reason):
        super().__init__(conn, f"Failed to resolve '{host}' ({reason})")


class ProxyError(HTTPError):
    """The proxy cannot be reached, or does not connect us."""

    def __init__(self, message, error):
        super().__init__(message, error)
        self.original_error = error


class SSLError(HTTPError):
    """TLS failed."""


class DecodeError(HTTPError):
    """The content could not be unpacked."""


class ResponseError(HTTPError):
    """The server answered with an error, again and again."""


class ProtocolError(HTTPError):
    """The server does not speak as it should, or stopped speaking."""


class IncompleteRead(ProtocolError):
    """Less came than was announced."""

    def __init__(self, partial, expected):
        super().__init__(partial, expected)
        self.partial = partial  # how many bytes
        self.expected = expected

    def __repr__(self):
        return f"IncompleteRead({self.args[0]} bytes read, {self.args[1]} more expected)"
