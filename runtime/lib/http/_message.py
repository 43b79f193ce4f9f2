"""The headers of a message of HTTP."""


class HTTPMessage:
    """Headers: pairs of a name, upper or lower case, and a value."""

    def __init__(self, pairs=()):
        self._pairs = list(pairs)

    def get_all(self, name, failobj=None):
        """All values of a name."""
        wanted = name.lower()
        return [value for key, value in self._pairs if key.lower() == wanted] or failobj

    def get(self, name, failobj=None):
        """The first value of a name."""
        wanted = name.lower()
        for key, value in self._pairs:
            if key.lower() == wanted:
                return value
        return failobj

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._pairs.append((name, value))

    def __delitem__(self, name):
        self._pairs = [pair for pair in self._pairs if pair[0].lower() != name.lower()]

    def __contains__(self, name):
        return self.get(name) is not None

    def __len__(self):
        return len(self._pairs)

    def __iter__(self):
        return iter(self.keys())

    def add_header(self, _name, _value, **_params):
        """Add a header; parameters follow the value."""
        parts = [_value] if _value is not None else []
        for key, value in _params.items():
            key = key.replace("_", "-")
            parts.append(key if value is None else f'{key}="{value}"')
        self._pairs.append((_name, "; ".join(parts)))

    def replace_header(self, _name, _value):
        """Give a header another value."""
        for i, (name, _) in enumerate(self._pairs):
            if name.lower() == _name.lower():
                self._pairs[i] = name, _value
                return
        raise KeyError(_name)

    def keys(self):
        """The names."""
        return [name for name, _ in self._pairs]

    def values(self):
        """The values."""
        return [value for _, value in self._pairs]

    def items(self):
        """The pairs."""
        return list(self._pairs)

    def get_content_type(self):
        """The type of the content, without its parameters."""
        kind = self.get("Content-Type", "text/plain").partition(";")[0].strip().lower()
        return kind if kind.count("/") == 1 else "text/plain"

    def get_content_maintype(self):
        """What is before the / of the type."""
        return self.get_content_type().partition("/")[0]

    def get_content_subtype(self):
        """What is behind the / of the type."""
        return self.get_content_type().partition("/")[2]

    def get_param(self, param, failobj=None, header="content-type", unquote=True):
        """A parameter of the type, or of another header."""
        for parameter in self.get(header, "").split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == param.lower():
                value = value.strip()
                return value.strip('"') if unquote else value
        return failobj

    def get_content_charset(self, failobj=None):
        """The encoding of the content."""
        charset = self.get_param("charset")
        return failobj if charset is None else charset.lower()

    def as_string(self):
        """All lines."""
        return str(self)

    def __bytes__(self):
        return str(self).encode("ascii", "surrogateescape")

    def __str__(self):
        return "".join(f"{name}: {value}\n" for name, value in self._pairs) + "\n"
