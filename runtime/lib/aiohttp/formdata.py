"""Forms: fields, and files."""

from http._types import EXTENSIONS
from io import IOBase
from os.path import basename, splitext
from urllib.parse import urlencode


class FormData:
    """Fields that are sent as a form."""

    def __init__(self, fields=(), quote_fields=True, charset=None):
        self._fields = []  # (name, value, file name, type)
        self._is_multipart = False
        for name, value in fields.items() if hasattr(fields, "items") else fields:
            self.add_field(name, value)

    @property
    def is_multipart(self):
        """Whether there are files."""
        return self._is_multipart

    def add_field(self, name, value, *, content_type=None, filename=None, content_transfer_encoding=None):
        """Add a field; one with a file name, or that is a file or bytes, is sent as a file."""
        if isinstance(value, IOBase) and filename is None:
            filename = basename(str(getattr(value, "name", name)))
        if isinstance(value, (bytes, bytearray)) and filename is None:
            filename = name
        if filename is not None or content_type is not None:
            self._is_multipart = True
        if not isinstance(value, (str, int, float, bytes, bytearray, IOBase)):
            raise TypeError(f"Can not serialize value type: {type(value)} headers: {{}} value: {value!r}")
        self._fields.append((name, value, filename, content_type))

    def encode(self):
        """(content, type of the content)."""
        if not self._is_multipart:
            pairs = [(name, str(value)) for name, value, _, _ in self._fields]
            return urlencode(pairs).encode(), "application/x-www-form-urlencoded"
        import secrets
        boundary = secrets.token_hex(16)
        parts = []
        for name, value, filename, kind in self._fields:
            content = value.read() if hasattr(value, "read") else value
            content = content if isinstance(content, (bytes, bytearray)) else str(content).encode()
            if kind is None:
                guessed = EXTENSIONS.get(splitext(filename or "")[1].lower(), "application/octet-stream")
                kind = guessed if filename is not None else "text/plain; charset=utf-8"
            shown = f'; filename="{filename}"' if filename is not None else ""
            head = f'Content-Type: {kind}\r\nContent-Disposition: form-data; name="{name}"{shown}'
            parts.append(f"--{boundary}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
        return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
