"""What can go wrong; all of it is a ClientError (or a TimeoutError, when all together took too long)."""

import asyncio

__all__ = ["ClientError", "ClientConnectionError", "ClientConnectionResetError", "ClientOSError",
           "ClientConnectorError", "ClientConnectorDNSError", "ClientSSLError", "ClientConnectorSSLError",
           "ClientConnectorCertificateError", "ServerConnectionError", "ServerTimeoutError",
           "ConnectionTimeoutError", "SocketTimeoutError", "ServerDisconnectedError", "ClientResponseError",
           "ContentTypeError", "TooManyRedirects", "ClientPayloadError", "InvalidURL", "InvalidUrlClientError",
           "NonHttpUrlClientError"]


class ClientError(Exception):
    """What all of them are."""


class ClientResponseError(ClientError):
    """The server answered with an error."""

    def __init__(self, request_info, history, *, code=None, status=None, message="", headers=None):
        self.request_info = request_info
        self.status = status if status is not None else code or 0
        self.message = message
        self.headers = headers
        self.history = history
        self.args = (request_info, history)

    @property
    def code(self):
        """The status."""
        return self.status

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}"

    def __repr__(self):
        args = f"{self.request_info!r}, {self.history!r}"
        if self.status != 0:
            args += f", status={self.status!r}"
        if self.message != "":
            args += f", message={self.message!r}"
        if self.headers is not None:
            args += f", headers={self.headers!r}"
        return f"{type(self).__name__}({args})"


class ContentTypeError(ClientResponseError):
    """The answer is of another kind."""


class TooManyRedirects(ClientResponseError):
    """It went from address to address."""


class ClientConnectionError(ClientError):
    """Something about the connection."""


class ClientConnectionResetError(ClientConnectionError, ConnectionResetError):
    """The connection was reset."""


class ClientOSError(ClientConnectionError, OSError):
    """The system says no."""


class ClientConnectorError(ClientOSError):
    """There was no way to connect."""

    def __init__(self, connection_key, os_error):
        self._conn_key = connection_key
        self._os_error = os_error
        super().__init__(os_error.errno, os_error.strerror)
        self.args = (connection_key, os_error)

    @property
    def os_error(self):
        """What the system said."""
        return self._os_error

    @property
    def host(self):
        """The server."""
        return self._conn_key.host

    @property
    def port(self):
        """The server's port."""
        return self._conn_key.port

    @property
    def ssl(self):
        """How TLS was to be used."""
        return self._conn_key.ssl

    def _place(self):
        return f"{self.host}:{self.port} ssl:{'default' if self.ssl is True else self.ssl}"

    def __str__(self):
        return f"Cannot connect to host {self._place()} [{self._os_error.strerror}]"


class ClientConnectorDNSError(ClientConnectorError):
    """Nobody knows the host."""


class ClientSSLError(ClientConnectorError):
    """TLS failed."""


class ClientConnectorSSLError(ClientSSLError):
    """TLS failed while connecting."""

    def __str__(self):
        return f"Cannot connect to host {self._place()} [{self._os_error}]"


class ClientConnectorCertificateError(ClientSSLError, ValueError):
    """The certificate does not prove who the server is."""

    def __init__(self, connection_key, certificate_error):
        super().__init__(connection_key, certificate_error)
        self._certificate_error = certificate_error

    @property
    def certificate_error(self):
        """What is wrong with it."""
        return self._certificate_error

    def __str__(self):
        error = self._certificate_error
        return f"Cannot connect to host {self._place()} [{type(error).__name__}: {error.args}]"


class ServerConnectionError(ClientConnectionError):
    """The server does not go on."""


class ServerDisconnectedError(ServerConnectionError):
    """The server closed the connection."""

    def __init__(self, message=None):
        self.message = "Server disconnected" if message is None else message
        super().__init__(self.message)


class ServerTimeoutError(ServerConnectionError, asyncio.TimeoutError):
    """The server takes too long."""


class ConnectionTimeoutError(ServerTimeoutError):
    """Connecting took too long."""


class SocketTimeoutError(ServerTimeoutError):
    """Nothing came for too long."""


class ClientPayloadError(ClientError):
    """The content is not complete."""


class InvalidURL(ClientError, ValueError):
    """The URL is wrong."""

    def __init__(self, url, description=None):
        self._url = url
        self._description = description
        super().__init__(url, description) if description else super().__init__(url)

    @property
    def url(self):
        """The URL."""
        return self._url

    @property
    def description(self):
        """What is wrong with it."""
        return self._description

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        return f"{self._url} - {self._description}" if self._description else str(self._url)


class InvalidUrlClientError(InvalidURL):
    """The URL is wrong."""


class NonHttpUrlClientError(ClientError):
    """The URL is none of HTTP."""
