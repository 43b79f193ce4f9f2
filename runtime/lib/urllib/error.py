"""The exceptions of urllib.request."""

import io
from urllib.response import addinfourl

__all__ = ["URLError", "HTTPError", "ContentTooShortError"]


class URLError(OSError):
    """It could not be reached; `reason` says why."""

    def __init__(self, reason, filename=None):
        self.args = reason,
        self.reason = reason
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return "<urlopen error %s>" % self.reason


class HTTPError(URLError, addinfourl):
    """The server answered with an error; it is also the answer, which can be read."""

    def __init__(self, url, code, msg, hdrs, fp):
        addinfourl.__init__(self, io.BytesIO() if fp is None else fp, hdrs, url, code)
        self.filename = url
        self.msg = self.reason = msg
        self.hdrs = hdrs
        self.args = ()

    def __str__(self):
        return "HTTP Error %s: %s" % (self.code, self.msg)

    def __repr__(self):
        return "<HTTPError %s: %r>" % (self.code, self.msg)


class ContentTooShortError(URLError):
    """Less came than was announced."""

    def __init__(self, message, content):
        super().__init__(message)
        self.content = content
