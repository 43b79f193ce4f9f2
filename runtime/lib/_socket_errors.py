"""The exceptions of socket; native code raises them by way of this module."""

error = OSError
timeout = TimeoutError


class herror(OSError):
    """A host that was not found."""


class gaierror(OSError):
    """A name or service that was not found."""


herror.__module__ = gaierror.__module__ = "socket"
