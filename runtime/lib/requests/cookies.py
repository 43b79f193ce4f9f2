"""Cookies: what servers ask us to send with later requests."""

from http._cookie_jar import Cookie, CookieConflictError, CookieJar


class RequestsCookieJar(CookieJar):
    """Cookies, as a dict from names to values; iterating gives the cookies themselves."""


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    """A jar with the cookies of a dict."""
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for name, value in (cookie_dict or {}).items():
        if overwrite or name not in jar:
            jar.set(name, value)
    return jar
