"""Small things about URLs and headers."""

import re
from urllib.parse import quote, unquote, unquote_to_bytes, urlencode, urlparse, urlsplit, urlunparse  # some for programs

from requests.cookies import cookiejar_from_dict
from requests.exceptions import InvalidProxyURL

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED = re.compile("%([0-9a-fA-F]{2})")


def requote_uri(uri):
    """The URL with what may not stand in it encoded, and only that."""
    plain = _ENCODED.sub(lambda found: _decode(found[0]), uri)
    safe = "!#$%&'()*+,/:;=?@[]~"
    if plain.count("%") != len(_ENCODED.findall(plain)):
        return quote(uri, safe="!#$&'()*+,/:;=?@[]~")  # some of the % are meant as such
    return quote(plain, safe=safe)


def _decode(encoded):
    character = unquote_to_bytes(encoded).decode("latin-1")
    return character if character in _UNRESERVED else encoded.upper()


def encode_pairs(data):
    """A dict, or pairs, as in a query; text and bytes stay what they are."""
    if isinstance(data, (str, bytes)) or hasattr(data, "read"):
        return data
    pairs = []
    for key, values in data.items() if hasattr(data, "items") else data:
        if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
            values = [values]
        pairs.extend((key, value) for value in values if value is not None)
    return urlencode(pairs)


def get_encoding_from_headers(headers):
    """The encoding that the header Content-Type tells, or that is usual for the type."""
    content_type = headers.get("content-type")
    if not content_type:
        return None
    kind, *parameters = content_type.split(";")
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("'\"")
    kind = kind.strip()
    return "ISO-8859-1" if "text" in kind else "utf-8" if "application/json" in kind else None


def parse_header_links(value):
    """The links of a header Link: a list of dicts."""
    links = []
    for each in re.split(", *<", value.strip(" '\"")) if value.strip() else []:
        url, _, parameters = each.partition(";")
        link = {"url": url.strip("<> '\"")}
        for parameter in parameters.split(";"):
            key, equals, text = parameter.partition("=")
            if equals:
                link[key.strip(" '\"")] = text.strip(" '\"")
        links.append(link)
    return links


def select_proxy(url, proxies):
    """The proxy for an address, taken apart; None if there is none. The keys are schemes, or scheme://host, or all."""
    parts = urlsplit(url)
    for key in (f"{parts.scheme}://{parts.hostname}", parts.scheme, f"all://{parts.hostname}", "all"):
        if address := (proxies or {}).get(key):
            proxy = urlsplit(address if "://" in address else "http://" + address)
            if not proxy.hostname:
                raise InvalidProxyURL("Please check proxy URL. It is malformed and could be missing the host.")
            if proxy.scheme != "http":
                raise NotImplementedError(f"gilt's requests has no {proxy.scheme} proxies")
            return proxy
    return None


def dict_from_cookiejar(cj):
    """The names and values of a jar."""
    return {cookie.name: cookie.value for cookie in cj}


def add_dict_to_cookiejar(cj, cookie_dict):
    """The jar, with the cookies of a dict."""
    return cookiejar_from_dict(cookie_dict, cj)


def default_user_agent(name="python-requests"):
    """What the header User-Agent says."""
    import requests
    return f"{name}/{requests.__version__}"


def default_headers():
    """The headers of a new session."""
    from requests.structures import CaseInsensitiveDict
    return CaseInsensitiveDict({"User-Agent": default_user_agent(), "Accept-Encoding": "gzip, deflate",
                                "Accept": "*/*", "Connection": "keep-alive"})
