"""Addresses of the web (RFC 3986): their parts, and text quoted for them."""

import re
from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs",
           "parse_qsl", "quote", "quote_plus", "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes",
           "DefragResult", "ParseResult", "SplitResult", "DefragResultBytes", "ParseResultBytes",
           "SplitResultBytes"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms",
                 "prospero", "rtsp", "rtsps", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = uses_relative + ["telnet", "snews", "rsync", "nfs", "git", "git+ssh", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip",
               "sips", "mms", "sftp", "tel"]
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*\Z")


# --- str and bytes ---------------------------------------------------------------------------------

def _to_text(*values):
    """The values as str, and what turns a result back into their kind."""
    is_text = isinstance(values[0], str)
    for value in values[1:]:
        if value and isinstance(value, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return *values, lambda result: result
    return *(value.decode("ascii") if value else "" for value in values), \
        lambda result: result.encode() if hasattr(result, "encode") else result


class _Location:
    """What the place in an address says: user:password@host:port."""

    __slots__ = ()

    def _split_place(self):
        at = b"@" if isinstance(self.netloc, bytes) else "@"
        colon = b":" if isinstance(self.netloc, bytes) else ":"
        user, found, host = self.netloc.rpartition(at)
        name, has_password, password = user.partition(colon)
        bracket = b"[" if isinstance(self.netloc, bytes) else "["
        closing = b"]" if isinstance(self.netloc, bytes) else "]"
        _, is_ipv6, rest = host.partition(bracket)
        if is_ipv6:
            host, _, port = rest.partition(closing)
            _, _, port = port.partition(colon)
        else:
            host, _, port = host.partition(colon)
        return (name if found else None, password if has_password else None, host or None, port or None)

    username = property(lambda self: self._split_place()[0])
    password = property(lambda self: self._split_place()[1])

    @property
    def hostname(self):
        """The host in small letters."""
        host = self._split_place()[2]
        if not host:
            return None
        percent = b"%" if isinstance(host, bytes) else "%"
        name, found, zone = host.partition(percent)
        return name.lower() + found + zone

    @property
    def port(self):
        """The port as an int."""
        port = self._split_place()[3]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if not 0 <= int(port) <= 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


_split_fields = namedtuple("SplitResult", "scheme netloc path query fragment")
_parse_fields = namedtuple("ParseResult", "scheme netloc path params query fragment")
_defrag_fields = namedtuple("DefragResult", "url fragment")


def _result_classes(name, fields, bases, geturl):
    def encode(self, encoding="ascii", errors="strict"):
        return binary(*(part.encode(encoding, errors) for part in self))

    def decode(self, encoding="ascii", errors="strict"):
        return text(*(part.decode(encoding, errors) for part in self))

    namespace = {"__slots__": (), "__module__": __name__, "geturl": geturl, "__doc__": fields.__doc__}
    text = type(name, (fields, *bases), {**namespace, "encode": encode})
    binary = type(name + "Bytes", (fields, *bases), {**namespace, "decode": decode})
    return text, binary


SplitResult, SplitResultBytes = _result_classes("SplitResult", _split_fields, (_Location,),
                                                lambda self: urlunsplit(self))
ParseResult, ParseResultBytes = _result_classes("ParseResult", _parse_fields, (_Location,),
                                                lambda self: urlunparse(self))
DefragResult, DefragResultBytes = _result_classes(
    "DefragResult", _defrag_fields, (),
    lambda self: self.url + (b"#" if isinstance(self.url, bytes) else "#") + self.fragment
    if self.fragment else self.url)


# --- taking addresses apart --------------------------------------------------------------------------

def _check_host(host):
    """ValueError for a host in brackets that is no IPv6 address, and none of a later version."""
    if host.startswith("v"):
        if not re.match(r"v[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
        return
    import ipaddress
    if ipaddress.ip_address(host).version == 4:
        raise ValueError("An IPv4 address cannot be in brackets")


def urlsplit(url, scheme="", allow_fragments=True):
    """scheme://netloc/path?query#fragment as five parts."""
    url, scheme, back = _to_text(url, scheme)
    url = url.lstrip("".join(map(chr, range(33))))
    for char in "\t\r\n":
        url = url.replace(char, "")
        scheme = scheme.replace(char, "")
    scheme = scheme.strip("".join(map(chr, range(33))))
    netloc = query = fragment = ""
    before, colon, after = url.partition(":")
    if colon and before and before.isascii() and _SCHEME.match(before):
        scheme, url = before.lower(), after
    if url[:2] == "//":
        end = min((place for place in (url.find(char, 2) for char in "/?#") if place >= 0), default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_host(netloc.partition("[")[2].partition("]")[0])
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return back(SplitResult(scheme, netloc, url, query, fragment))


def urlparse(url, scheme="", allow_fragments=True):
    """scheme://netloc/path;params?query#fragment as six parts."""
    url, scheme, back = _to_text(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        start = path.find(";", path.rfind("/")) if "/" in path else path.find(";")
        if start >= 0:
            path, params = path[:start], path[start + 1:]
    return back(ParseResult(scheme, netloc, path, params, query, fragment))


def urlunsplit(components):
    """The address with these five parts."""
    *parts, back = _to_text(*components)
    scheme, netloc, url, query, fragment = parts
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//":
        url = "//" + url
    elif scheme and scheme in uses_netloc and (not url or url[:1] == "/"):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return back(url)


def urlunparse(components):
    """The address with these six parts."""
    *parts, back = _to_text(*components)
    scheme, netloc, url, params, query, fragment = parts
    if params:
        url = f"{url};{params}"
    return back(urlunsplit((scheme, netloc, url, query, fragment)))


def urldefrag(url):
    """The address without its fragment, and the fragment."""
    url, back = _to_text(url)
    if "#" not in url:
        return back(DefragResult(url, ""))
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return back(DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment))


def urljoin(base, url, allow_fragments=True):
    """The address that url stands for on the page base."""
    if not base:
        return url
    if not url:
        return base
    base, url, back = _to_text(base, url)
    base_scheme, base_place, base_path, base_params, base_query, _ = urlparse(base, "", allow_fragments)
    scheme, place, path, params, query, fragment = urlparse(url, base_scheme, allow_fragments)
    if scheme != base_scheme or scheme not in uses_relative:
        return back(url)
    if scheme in uses_netloc:
        if place:
            return back(urlunparse((scheme, place, path, params, query, fragment)))
        place = base_place
    if not path and not params:
        return back(urlunparse((scheme, place, base_path, base_params, query or base_query, fragment)))
    return back(urlunparse((scheme, place, _join_paths(base_path, path), params, query, fragment)))


def _join_paths(base, path):
    steps = base.split("/")
    if steps[-1] != "":
        del steps[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = steps + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    result = []
    for segment in segments:
        if segment == "..":
            if result:
                result.pop()
        elif segment != ".":
            result.append(segment)
    if segments[-1] in (".", ".."):
        result.append("")
    return "/".join(result) or "/"


# --- quoting -----------------------------------------------------------------------------------------

_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_HEX = {(a + b).encode(): bytes((int(a + b, 16),)) for a in "0123456789abcdefABCDEF" for b in "0123456789abcdefABCDEF"}


def quote(string, safe="/", encoding=None, errors=None):
    """string with %xx for everything but letters, digits, _.-~ and what is in safe."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """The same with + for blanks."""
    blank = " " if isinstance(string, str) else b" "
    if blank not in string:
        return quote(string, safe, encoding, errors)
    safe = safe + " " if isinstance(safe, str) else safe + b" "
    return quote(string, safe, encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    """The same for bytes."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    allowed = _ALWAYS_SAFE.union(byte for byte in safe if byte < 128)
    return "".join([chr(byte) if byte in allowed else f"%{byte:02X}" for byte in bs])


def unquote_to_bytes(string):
    """The bytes that text with %xx stands for."""
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode()
    first, *parts = bytes(string).split(b"%")
    result = [first]
    for part in parts:
        result.append(_HEX[part[:2]] + part[2:] if part[:2] in _HEX else b"%" + part)
    return b"".join(result)


def unquote(string, encoding="utf-8", errors="replace"):
    """The text that text with %xx stands for."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    return re.sub(r"[\x00-\x7f]+", lambda match: unquote_to_bytes(match.group()).decode(
        encoding or "utf-8", errors or "replace"), string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """The same, + standing for blanks."""
    return unquote(string.replace("+", " "), encoding, errors)


# --- queries -----------------------------------------------------------------------------------------

def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """a=1&b=2 from a mapping or pairs; with doseq a sequence gives several pairs."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for key, value in query:
        key = quoted(key)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
            except TypeError:
                pass
            else:
                pairs += [f"{key}={quoted(item)}" for item in value]
                continue
        pairs.append(f"{key}={quoted(value)}")
    return "&".join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    """The pairs of a query as a list."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    is_text = isinstance(qs, str)
    if not is_text:
        if not qs:
            return []
        qs = bytes(qs).decode("latin-1")
    if isinstance(separator, bytes):
        separator = separator.decode()
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")

    def unquoted(text):
        text = text.replace("+", " ")
        return unquote(text, encoding, errors) if is_text else unquote_to_bytes(text.encode("latin-1"))

    result = []
    for pair in qs.split(separator):
        if not pair and not strict_parsing:
            continue
        name, equals, value = pair.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {pair!r}")
        if value or keep_blank_values:
            result.append((unquoted(name), unquoted(value)))
    return result


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
             max_num_fields=None, separator="&"):
    """The values of a query as a dict of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        result.setdefault(name, []).append(value)
    return result
