"""Keyed hashing for message authentication (RFC 2104)."""

import hashlib as _hashlib

digest_size = None

_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class HMAC:
    """A hash of the message with the key mixed in twice: outer(key, inner(key, message))."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if isinstance(digestmod, str):
            make = lambda data=b"": _hashlib.new(digestmod, data)
        elif callable(digestmod):
            make = digestmod
        else:
            make = lambda data=b"": digestmod.new(data)
        self._outer, self._inner = make(), make()
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, "block_size", self.blocksize)
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._outer.update(key.translate(_OUTER))
        self._inner.update(key.translate(_INNER))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        """Which hash it is made with: hmac-sha256."""
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        """Takes in more of the message."""
        self._inner.update(msg)

    def copy(self):
        """Another one that has taken in the same."""
        other = self.__class__.__new__(self.__class__)
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def _current(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        """The digest of what was taken in so far, as bytes."""
        return self._current().digest()

    def hexdigest(self):
        """The same in hexadecimal digits."""
        return self._current().hexdigest()


def new(key, msg=None, digestmod=""):
    """A new HMAC; digestmod is the name of a hash, or makes a hash object."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The digest of the message at once."""
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    """Whether a == b, in a time that does not tell where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    for value in (a, b):
        if not isinstance(value, (bytes, bytearray, memoryview)):
            raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'")
    a, b = bytes(a), bytes(b)
    difference = len(a) ^ len(b)
    for x, y in zip(a, b):
        difference |= x ^ y
    return difference == 0
