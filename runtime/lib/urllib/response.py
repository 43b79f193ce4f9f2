"""What openers answer with when it is no HTTPResponse: a stream with headers and an address."""

__all__ = ["addbase", "addinfo", "addinfourl"]


class addbase:
    """A stream; it can be used in a with statement."""

    def __init__(self, fp):
        self.fp = fp

    def __getattr__(self, name):
        return getattr(self.fp, name)

    def __iter__(self):
        return iter(self.fp)

    def __enter__(self):
        if self.fp.closed:
            raise ValueError("I/O operation on closed file")
        return self

    def __exit__(self, *error):
        self.fp.close()

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self)!r} whose fp = {self.fp!r}>"


class addinfo(addbase):
    """A stream with headers."""

    def __init__(self, fp, headers):
        super().__init__(fp)
        self.headers = headers

    def info(self):
        """The headers."""
        return self.headers


class addinfourl(addinfo):
    """A stream with headers, an address, and a status if the protocol has one."""

    def __init__(self, fp, headers, url, code=None):
        super().__init__(fp, headers)
        self.url = url
        self.code = self.status = code

    def geturl(self):
        """The address."""
        return self.url

    def getcode(self):
        """The status."""
        return self.code
