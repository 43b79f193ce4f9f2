"""Who we are: an object that is called with the request and adds what proves it."""

from base64 import b64encode


class AuthBase:
    """What all of them are."""

    def __call__(self, r):
        raise NotImplementedError("Auth hooks must be callable.")


class HTTPBasicAuth(AuthBase):
    """A name and a password."""

    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return (self.username == getattr(other, "username", None)
                and self.password == getattr(other, "password", None))

    def __ne__(self, other):
        return not self == other

    def __call__(self, r):
        r.headers["Authorization"] = basic_auth(self.username, self.password)
        return r


def basic_auth(username, password):
    """The header Authorization for a name and a password."""
    parts = [each.encode("latin1") if isinstance(each, str) else each for each in (username, password)]
    return "Basic " + b64encode(b":".join(parts)).decode("ascii")


def __getattr__(name):
    if name in ("HTTPDigestAuth", "HTTPProxyAuth"):
        raise NotImplementedError(f"gilt's requests has no {name}")
    raise AttributeError(f"module 'requests.auth' has no attribute {name!r}")
