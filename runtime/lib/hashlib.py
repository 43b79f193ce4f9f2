"""Secure hashes: hashlib.sha256(b"...").hexdigest() and its relatives.

Every hash object has update(), digest(), hexdigest() and copy(). Hashing more than 2 KiB at once
lets other threads run meanwhile, with the GIL as without it.
"""

import struct as _struct
import _hashlib
from _hashlib import pbkdf2_hmac

__all__ = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224", "sha3_256",
           "sha3_384", "sha3_512", "shake_128", "shake_256", "new", "algorithms_guaranteed",
           "algorithms_available", "pbkdf2_hmac", "file_digest"]

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224",
                         "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256"}
algorithms_available = algorithms_guaranteed | {"sha512_224", "sha512_256", "ripemd160"}


def md5(string=b"", *, usedforsecurity=True):
    """A new MD5 hash object."""
    return _hashlib.new("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    """A new SHA-1 hash object."""
    return _hashlib.new("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    """A new SHA-224 hash object."""
    return _hashlib.new("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    """A new SHA-256 hash object."""
    return _hashlib.new("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    """A new SHA-384 hash object."""
    return _hashlib.new("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    """A new SHA-512 hash object."""
    return _hashlib.new("sha512", string)


def sha3_224(string=b"", *, usedforsecurity=True):
    """A new SHA3-224 hash object."""
    return _hashlib.new("sha3_224", string)


def sha3_256(string=b"", *, usedforsecurity=True):
    """A new SHA3-256 hash object."""
    return _hashlib.new("sha3_256", string)


def sha3_384(string=b"", *, usedforsecurity=True):
    """A new SHA3-384 hash object."""
    return _hashlib.new("sha3_384", string)


def sha3_512(string=b"", *, usedforsecurity=True):
    """A new SHA3-512 hash object."""
    return _hashlib.new("sha3_512", string)


def shake_128(string=b"", *, usedforsecurity=True):
    """A new SHAKE128 object, whose digests have the length that is asked for."""
    return _hashlib.new("shake_128", string)


def shake_256(string=b"", *, usedforsecurity=True):
    """A new SHAKE256 object, whose digests have the length that is asked for."""
    return _hashlib.new("shake_256", string)


# --- BLAKE2 ------------------------------------------------------------------------------------

def _blake2(name, largest, layout, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset,
            node_depth, inner_size, last_node):
    """A BLAKE2 object. layout is the struct format of the parameter block up to the salt."""
    extra = largest // 4  # the size of salt and person
    if not 1 <= digest_size <= largest:
        raise ValueError(f"digest_size must be between 1 and {largest} bytes")
    for what, value, limit in (("salt", salt, extra), ("person", person, extra), ("key", key, largest)):
        if len(value) > limit:
            raise ValueError(f"maximum {what} length is {limit} bytes")
    if not 0 <= fanout <= 255:
        raise ValueError("fanout must be between 0 and 255")
    if not 1 <= depth <= 255:
        raise ValueError("depth must be between 1 and 255")
    if not 0 <= leaf_size < 2 ** 32:
        raise OverflowError("leaf_size is too large")
    if not 0 <= node_offset < (2 ** 64 if largest == 64 else 2 ** 48):
        raise OverflowError("node_offset is too large")
    if not 0 <= node_depth <= 255:
        raise ValueError("node_depth must be between 0 and 255")
    if not 0 <= inner_size <= largest:
        raise ValueError(f"inner_size must be between 0 and is {largest}")
    start = _struct.pack("<BBBBI", digest_size, len(key), fanout, depth, leaf_size)
    middle = node_offset.to_bytes(layout, "little") + bytes((node_depth, inner_size))
    block = start + middle
    block += bytes(largest // 2 - len(block)) + bytes(salt).ljust(extra, b"\0") + bytes(person).ljust(extra, b"\0")
    hash = _hashlib._blake2(name, block, key, bool(last_node))
    hash.update(data)
    return hash


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    """A new BLAKE2b hash object."""
    return _blake2("blake2b", 64, 8, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset,
                   node_depth, inner_size, last_node)


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    """A new BLAKE2s hash object."""
    return _blake2("blake2s", 32, 6, data, digest_size, key, salt, person, fanout, depth, leaf_size, node_offset,
                   node_depth, inner_size, last_node)


for _function, _largest in ((blake2b, 64), (blake2s, 32)):
    _function.SALT_SIZE = _function.PERSON_SIZE = _largest // 4
    _function.MAX_KEY_SIZE = _function.MAX_DIGEST_SIZE = _largest
del _function, _largest


# --- by name -----------------------------------------------------------------------------------

def new(name, data=b"", **kwargs):
    """A new hash object for the algorithm of that name, in small or capital letters."""
    if isinstance(name, str):
        lower = name.lower().replace("-", "_").replace("/", "_")
        lower = {"sha_1": "sha1", "sha_224": "sha224", "sha_256": "sha256", "sha_384": "sha384",
                 "sha_512": "sha512"}.get(lower, lower)
        if lower in ("blake2b", "blake2s"):
            return globals()[lower](data, **kwargs)
        if lower in algorithms_available:
            return _hashlib.new(lower, data)
    return _hashlib.new(name, data)


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """The hash object of what is left in a binary file; digest is a name or makes a hash object."""
    hash = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        hash.update(fileobj.getbuffer())
        return hash
    if not (hasattr(fileobj, "read") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    while data := fileobj.read(_bufsize):
        hash.update(data)
    return hash
