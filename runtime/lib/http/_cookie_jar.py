"""Cookies: what servers ask us to send with later requests."""

import time
from collections.abc import MutableMapping
from datetime import datetime, timezone

_DATES = ("%a, %d %b %Y %H:%M:%S GMT", "%a, %d-%b-%Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT")


class CookieConflictError(RuntimeError):
    """Two cookies have the name."""


class Cookie:
    """A cookie, and where it belongs."""

    def __init__(self, name, value, domain="", path="/", secure=False, expires=None):
        self.name = name
        self.value = value
        self.domain = domain
        self.path = path
        self.secure = secure
        self.expires = expires  # seconds since 1970, or None

    def __repr__(self):
        is_given = self.domain.startswith(".")
        return (f"Cookie(version=0, name={self.name!r}, value={self.value!r}, port=None, port_specified=False, "
                f"domain={self.domain!r}, domain_specified={is_given}, domain_initial_dot={is_given}, "
                f"path={self.path!r}, path_specified=True, secure={self.secure}, expires={self.expires}, "
                f"discard={self.expires is None}, comment=None, comment_url=None, rest={{}}, rfc2109=False)")

    def __str__(self):
        return f"<Cookie {self.name}={self.value} for {self.domain}{self.path}>"

    def is_expired(self):
        """Whether it is out of date."""
        return self.expires is not None and self.expires <= time.time()

    def _is_for(self, scheme, host, path):
        domain = self.domain.lstrip(".")
        return ((not domain or host == domain or self.domain.startswith(".") and host.endswith("." + domain))
                and (path + "/").startswith(self.path.rstrip("/") + "/")
                and (scheme == "https" or not self.secure) and not self.is_expired())


class CookieJar(MutableMapping):
    """Cookies, as a dict from names to values; iterating gives the cookies themselves."""

    def __init__(self):
        self._cookies = {}  # (domain, path, name): Cookie

    def _named(self, name, domain=None, path=None):
        return [cookie for cookie in self._all()
                if cookie.name == name and domain in (None, cookie.domain) and path in (None, cookie.path)]

    def get(self, name, default=None, domain=None, path=None):
        """The value of a cookie."""
        found = self._named(name, domain, path)
        if len(found) > 1:
            raise CookieConflictError(f"There are multiple cookies with name, {name!r}")
        return found[0].value if found else default

    def set(self, name, value, *, domain="", path="/", secure=False, expires=None, **kwargs):
        """Set a cookie; None deletes it."""
        if value is None:
            self._delete(self._named(name, domain or None))
            return None
        cookie = Cookie(name, value, domain, path, secure, expires)
        self.set_cookie(cookie)
        return cookie

    def set_cookie(self, cookie):
        """Set a cookie."""
        self._cookies[cookie.domain, cookie.path, cookie.name] = cookie

    def _delete(self, cookies):
        for cookie in cookies:
            self._cookies.pop((cookie.domain, cookie.path, cookie.name), None)

    def __getitem__(self, name):
        value = self.get(name, self)
        if value is self:
            raise KeyError(f"name={name!r}, domain=None, path=None")
        return value

    def __setitem__(self, name, value):
        self.set(name, value)

    def __delitem__(self, name):
        found = self._named(name)
        if not found:
            raise KeyError(name)
        self._delete(found)

    def __contains__(self, name):
        return bool(self._named(name))

    def _all(self):
        return list(self._cookies.values())

    def __iter__(self):
        return iter(self._all())

    def __len__(self):
        return len(self._cookies)

    def keys(self):
        """The names."""
        return [cookie.name for cookie in self._all()]

    def values(self):
        """The values."""
        return [cookie.value for cookie in self._all()]

    def items(self):
        """Names and values."""
        return [(cookie.name, cookie.value) for cookie in self._all()]

    def update(self, other=(), /, **kwargs):
        """Add the cookies of another jar, or of a dict."""
        if isinstance(other, CookieJar):
            for cookie in other._all():
                self.set_cookie(cookie)
        else:
            super().update(other, **kwargs)

    def get_dict(self, domain=None, path=None):
        """A dict of names and values."""
        return {cookie.name: cookie.value for cookie in self._all()
                if domain in (None, cookie.domain) and path in (None, cookie.path)}

    def clear(self):
        """Delete all."""
        self._cookies.clear()

    def copy(self):
        """A copy."""
        jar = type(self)()
        jar.update(self)
        return jar

    def __repr__(self):
        shown = ", ".join(str(each) for each in self._all())
        return f"<{type(self).__name__}[{shown}]>"

    def header_for(self, scheme, host, path):
        """The header Cookie for a request; None if there is nothing to send."""
        fitting = [cookie for cookie in self._all() if cookie._is_for(scheme, host, path)]
        fitting.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in fitting) or None

    def take(self, line, host, path):
        """What a server says in one header Set-Cookie."""
        first, *attributes = line.split(";")
        name, equals, value = first.strip().partition("=")
        if not equals:
            return
        cookie = Cookie(name, value, host, path.rpartition("/")[0] or "/")
        for each in attributes:
            key, _, value = each.strip().partition("=")
            key = key.lower()
            if key == "domain" and value:
                cookie.domain = "." + value.lstrip(".").lower()
            elif key == "path" and value.startswith("/"):
                cookie.path = value
            elif key == "secure":
                cookie.secure = True
            elif key == "max-age" and value.lstrip("-").isdigit():
                cookie.expires = time.time() + int(value)
            elif key == "expires" and cookie.expires is None:
                cookie.expires = parse_date(value)
        domain = cookie.domain.lstrip(".")
        if host != domain and not host.endswith("." + domain):
            return  # a server speaks only for itself
        if cookie.is_expired():
            self._delete([cookie])
        else:
            self.set_cookie(cookie)


def parse_date(text):
    """Seconds since 1970 for a date of HTTP, None if it is none."""
    for form in _DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=timezone.utc).timestamp()
        except ValueError:
            pass
    return None
