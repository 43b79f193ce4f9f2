"""What can go wrong; all of it is a RequestException."""

import json


class RequestException(IOError):
    """The request failed; `request` and `response` are what there is of them."""

    def __init__(self, *args, **kwargs):
        self.response = kwargs.pop("response", None)
        self.request = kwargs.pop("request", None)
        if self.response is not None and not self.request and hasattr(self.response, "request"):
            self.request = self.response.request
        OSError.__init__(self, *args, **kwargs)


class InvalidJSONError(RequestException):
    """It is no JSON."""


class JSONDecodeError(InvalidJSONError, json.JSONDecodeError):
    """The answer is no JSON."""

    def __init__(self, *args, **kwargs):
        json.JSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self):
        return json.JSONDecodeError.__reduce__(self)


class HTTPError(RequestException):
    """The server answered with an error."""


class ConnectionError(RequestException):
    """There was no connection, or it broke."""


class ProxyError(ConnectionError):
    """The proxy failed."""


class SSLError(ConnectionError):
    """TLS failed."""


class Timeout(RequestException):
    """It took too long; ConnectTimeout or ReadTimeout says what."""


class ConnectTimeout(ConnectionError, Timeout):
    """Connecting took too long."""


class ReadTimeout(Timeout):
    """The server sent nothing for too long."""


class URLRequired(RequestException):
    """A URL is needed."""


class TooManyRedirects(RequestException):
    """It went from address to address."""


class MissingSchema(RequestException, ValueError):
    """The URL does not begin with http:// or https://."""


class InvalidSchema(RequestException, ValueError):
    """The URL begins with something nobody knows."""


class InvalidURL(RequestException, ValueError):
    """The URL is wrong."""


class InvalidHeader(RequestException, ValueError):
    """A header is wrong."""


class InvalidProxyURL(InvalidURL):
    """The URL of the proxy is wrong."""


class ChunkedEncodingError(RequestException):
    """The connection broke in the middle of the answer."""


class ContentDecodingError(RequestException):
    """The answer could not be unpacked."""


class StreamConsumedError(RequestException, TypeError):
    """The answer has been read already."""


class RetryError(RequestException):
    """It failed as often as it was tried."""


class UnrewindableBodyError(RequestException):
    """The data cannot be sent a second time."""


class RequestsWarning(Warning):
    """What all warnings are."""


class FileModeWarning(RequestsWarning, DeprecationWarning):
    """A file was opened as text; its length in bytes is not known."""


class RequestsDependencyWarning(RequestsWarning):
    """Another library is of a wrong version."""
