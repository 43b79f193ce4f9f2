"""Cookies for clients: a CookieJar takes those that servers set and adds them to later requests.

A DefaultCookiePolicy decides which to take and which to send. Requests are as urllib.request's, answers need
info(). Only cookies as browsers know them (Set-Cookie) are taken; those of RFC 2965 (Set-Cookie2) died out.
"""

import re
import threading
import time
from calendar import timegm
from urllib.parse import quote, urlsplit

__all__ = ["Cookie", "CookieJar", "CookiePolicy", "DefaultCookiePolicy", "FileCookieJar", "LWPCookieJar",
           "LoadError", "MozillaCookieJar"]

DEFAULT_HTTP_PORT = "80"
_ADDRESS = re.compile(r"\.\d+$")  # what IP addresses end with, and names do not
_FIELDS = ("version", "name", "value", "port", "port_specified", "domain", "domain_specified", "domain_initial_dot",
           "path", "path_specified", "secure", "expires", "discard", "comment", "comment_url")


class LoadError(OSError):
    """A file that is no file of cookies."""


# --- dates -------------------------------------------------------------------------------------

_DAYS = "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
_MONTHS = "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(_MONTHS, 1)}
_DATE = re.compile(r"""\s*(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?\s*)?(\d\d?)(?:\s|[-/])(\w+)(?:\s|[-/])(\d+)
                       (?:(?:\s|:)(\d\d?):(\d\d)(?::(\d\d))?)?\s*([-+]?\d{2,4}|(?!AM|PM)[A-Za-z]+)?
                       \s*(?:\(\w+\))?\s*""", re.IGNORECASE | re.VERBOSE)
_USUAL_DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")


def http2time(text):
    """The seconds since 1970 that a date in a header means, or None."""
    found = _DATE.fullmatch(" ".join(text.split()))  # without long blanks, it cannot take for ever
    if not found:
        return None
    name = found[2].lower()
    month = int(name) if name.isdigit() else _MONTH_NUMBERS.get(name)
    day, year, hour, minute, second = (int(found[place] or 0) for place in (1, 3, 4, 5, 6))
    if year < 1000:
        # The year with these last digits that is nearest.
        now = time.localtime().tm_year
        century = now % 100
        year += now - century
        if abs(century - year % 100) > 50:
            year += 100 if century > year % 100 else -100
    seconds = _seconds((year, month or 0, day, hour, minute, second), found[7])
    return seconds if seconds is None or not _USUAL_DATE.fullmatch(text) else float(seconds)


def iso2time(text):
    """The seconds since 1970 that a date as ISO 8601 writes it means, or None."""
    found = re.fullmatch(r"(\d{4})[-/]?(\d\d?)[-/]?(\d\d?)(?:[- T]?(\d\d?):?(\d\d):?(\d\d)?(?:\.\d*)?)? ?"
                         r"([-+]?\d\d?:?(?:\d\d)?|Z)?", " ".join(text.split()), re.IGNORECASE)
    return _seconds(tuple([int(each or 0) for each in found.groups()[:6]]), found[7]) if found else None


def _seconds(moment, zone):
    year, month, day, hour, minute, second = moment
    offset = _zone_offset(zone or "GMT")
    if offset is None or not (1970 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31 and hour <= 24
                              and minute <= 59 and second <= 61):
        return None
    return timegm(moment) - offset


def _zone_offset(zone):
    if zone.upper() in ("GMT", "UTC", "UT", "Z"):
        return 0
    found = re.fullmatch(r"([-+]?)(\d\d?):?(\d\d)?", zone)
    if not found:
        return None
    offset = 3600 * int(found[2]) + 60 * int(found[3] or 0)
    return -offset if found[1] == "-" else offset


def time2isoz(t=None):
    """A time as "1994-11-24 08:49:37Z"."""
    return time.strftime("%Y-%m-%d %H:%M:%SZ", time.gmtime(t))


def time2netscape(t=None):
    """A time as "Wed, 09-Feb-1994 22:23:32 GMT"."""
    when = time.gmtime(t)
    return f"{_DAYS[when[6]]}, {when[2]:02}-{_MONTHS[when[1] - 1]}-{when[0]:04} {time.strftime('%H:%M:%S', when)} GMT"


# --- what requests are about -------------------------------------------------------------------

def request_host(request):
    """The host, in small letters and without the port."""
    host = urlsplit(request.get_full_url()).netloc or request.get_header("Host", "")
    return re.sub(r":\d+$", "", host, count=1).lower()


def eff_request_host(request):
    """(host, host with ".local" if it has no dot)."""
    host = request_host(request)
    return host, host if "." in host or _ADDRESS.search(host) else host + ".local"


def escape_path(path):
    """The path with all that is not allowed there as %XX."""
    path = quote(path, "%/;:@&=+$,!~*'()")
    return re.sub("%([0-9a-f]{2})", lambda found: found[0].upper(), path, flags=re.IGNORECASE)


def request_path(request):
    """The path of the address."""
    path = escape_path(urlsplit(request.get_full_url()).path)
    return path if path.startswith("/") else "/" + path


def request_port(request):
    """The port, as text, or None if it is no number."""
    _, colon, port = request.host.partition(":")
    return (port if port.isdigit() else None) if colon else DEFAULT_HTTP_PORT


def domain_match(A, B):
    """Whether the host A belongs to the domain B."""
    A, B = A.lower(), B.lower()
    if A == B:
        return True
    if _ADDRESS.search(A):
        return False
    return A.rfind(B) > 0 and B.startswith(".") and not _ADDRESS.search(B[1:])


def is_third_party(request):
    """Whether the user did not ask for this host."""
    host = request_host(request)
    origin = request.origin_req_host
    dot = origin.find(".")
    reach = origin[dot:] if dot >= 0 and ("." in origin[dot + 1:] or origin[dot + 1:] == "local") else origin
    return not domain_match(host, reach if reach.startswith(".") else origin)


# --- cookies -----------------------------------------------------------------------------------

class Cookie:
    """A cookie: its name and value, where it belongs, how long it is good. What else was said is in the `rest`."""

    def __init__(self, version, name, value, port, port_specified, domain, domain_specified, domain_initial_dot, path,
                 path_specified, secure, expires, discard, comment, comment_url, rest, rfc2109=False):
        if port is None and port_specified is True:
            raise ValueError("if port is None, port_specified must be false")
        self.version = None if version is None else int(version)
        self.name, self.value = name, value
        self.port, self.port_specified = port, port_specified
        self.domain = domain.lower()
        self.domain_specified, self.domain_initial_dot = domain_specified, domain_initial_dot
        self.path, self.path_specified = path, path_specified
        self.secure = secure
        self.expires = None if expires is None else int(float(expires))
        self.discard = discard  # it is good for this session only
        self.comment, self.comment_url = comment, comment_url
        self.rfc2109 = rfc2109
        self._rest = dict(rest)

    def has_nonstandard_attr(self, name):
        return name in self._rest

    def get_nonstandard_attr(self, name, default=None):
        return self._rest.get(name, default)

    def set_nonstandard_attr(self, name, value):
        self._rest[name] = value

    def is_expired(self, now=None):
        """Whether it is out of date."""
        return self.expires is not None and self.expires <= (time.time() if now is None else now)

    def __str__(self):
        port = "" if self.port is None else f":{self.port}"
        what = self.name if self.value is None else f"{self.name}={self.value}"
        return f"<Cookie {what} for {self.domain}{port}{self.path}>"

    def __repr__(self):
        shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in _FIELDS])
        return f"{type(self).__name__}({shown}, rest={self._rest!r}, rfc2109={self.rfc2109!r})"


_ATTRIBUTES = ("expires", "domain", "path", "secure", "version", "port", "max-age")
_FLAGS = ("discard", "secure")
_VALUED = ("version", "expires", "max-age", "domain", "path", "port", "comment", "commenturl")


def parse_ns_headers(ns_headers):
    """The headers Set-Cookie as lists of (name, value): first the cookie, then its attributes."""
    cookies = []
    for header in ns_headers:
        pairs = []
        has_version = False
        for place, part in enumerate(header.split(";")):
            key, equals, value = part.partition("=")
            key = key.strip()
            value = value.strip() if equals else None
            if not key:
                if place == 0:
                    break
                continue
            if place:
                if key.lower() in _ATTRIBUTES:
                    key = key.lower()
                if key in ("version", "expires") and value is not None:
                    value = value.removeprefix('"').removesuffix('"')
                has_version |= key == "version"
                if key == "expires" and value is not None:
                    value = http2time(value)
            pairs.append((key, value))
        if pairs:
            cookies.append(pairs if has_version else [*pairs, ("version", "0")])
    return cookies


def _attributes(pairs, now):
    # (those that are known, the others) of a cookie; None if they make no sense.
    known, rest = {}, {}
    has_age = False
    for key, value in pairs:
        small = key.lower()
        if small in _VALUED or small in _FLAGS:
            key = small
        if key in _FLAGS and value is None:
            value = True
        if key in known or key == "expires" and (has_age or value is None):
            continue
        if key == "max-age":
            has_age = True
            try:
                key, value = "expires", now + int(value)
            except (TypeError, ValueError):
                return None
        if key not in _VALUED and key not in _FLAGS:
            rest[key] = value
            continue
        if value is None and key not in ("port", "comment", "commenturl"):
            return None
        known[key] = value.lower() if key == "domain" else value
    return known, rest


# --- policies ----------------------------------------------------------------------------------

class CookiePolicy:
    """Decides which cookies are taken (set_ok) and sent (return_ok)."""

    netscape = True
    rfc2965 = False
    rfc2109_as_netscape = None
    hide_cookie2 = False

    def set_ok(self, cookie, request):
        raise NotImplementedError()

    def return_ok(self, cookie, request):
        raise NotImplementedError()

    def domain_return_ok(self, domain, request):
        """Whether any cookies of the domain may be sent: asked first, for speed."""
        return True

    def path_return_ok(self, path, request):
        """The same about a path."""
        return True


class DefaultCookiePolicy(CookiePolicy):
    """A server sets cookies for its own domain, and gets those back that belong to the address."""

    DomainStrictNoDots = 1
    DomainStrictNonDomain = 2
    DomainRFC2965Match = 4
    DomainLiberal = 0
    DomainStrict = DomainStrictNoDots | DomainStrictNonDomain

    def __init__(self, blocked_domains=None, allowed_domains=None, netscape=True, rfc2965=False,
                 rfc2109_as_netscape=None, hide_cookie2=False, strict_domain=False, strict_rfc2965_unverifiable=True,
                 strict_ns_unverifiable=False, strict_ns_domain=DomainLiberal, strict_ns_set_initial_dollar=False,
                 strict_ns_set_path=False, secure_protocols=("https", "wss")):
        if rfc2965:
            raise NotImplementedError("gilt has no cookies of RFC 2965")
        self.netscape, self.rfc2965, self.rfc2109_as_netscape = netscape, rfc2965, rfc2109_as_netscape
        self.hide_cookie2, self.strict_domain = hide_cookie2, strict_domain
        self.strict_rfc2965_unverifiable = strict_rfc2965_unverifiable
        self.strict_ns_unverifiable, self.strict_ns_domain = strict_ns_unverifiable, strict_ns_domain
        self.strict_ns_set_initial_dollar = strict_ns_set_initial_dollar
        self.strict_ns_set_path = strict_ns_set_path
        self.secure_protocols = secure_protocols
        self.set_blocked_domains(blocked_domains or ())
        self.set_allowed_domains(allowed_domains)

    def blocked_domains(self):
        return self._blocked_domains

    def set_blocked_domains(self, blocked_domains):
        self._blocked_domains = tuple(blocked_domains)

    def is_blocked(self, domain):
        return _is_in(domain, self._blocked_domains)

    def allowed_domains(self):
        return self._allowed_domains

    def set_allowed_domains(self, allowed_domains):
        self._allowed_domains = None if allowed_domains is None else tuple(allowed_domains)

    def is_not_allowed(self, domain):
        return self._allowed_domains is not None and not _is_in(domain, self._allowed_domains)

    def _is_usual(self, cookie, request):
        # What both setting and returning ask for.
        if cookie.version is None or cookie.version > 0 or not self.netscape:
            return False
        return not (request.unverifiable and self.strict_ns_unverifiable and is_third_party(request))

    def set_ok(self, cookie, request):
        if not self._is_usual(cookie, request):
            return False
        if self.strict_ns_set_initial_dollar and cookie.name.startswith("$"):
            return False
        if cookie.path_specified and self.strict_ns_set_path and not self.path_return_ok(cookie.path, request):
            return False
        return self.set_ok_domain(cookie, request) and self._has_port(cookie.port_specified, cookie, request)

    def _has_port(self, is_asked, cookie, request):
        return not is_asked or (request_port(request) or "80") in cookie.port.split(",")

    def set_ok_domain(self, cookie, request):
        """Whether the server may set cookies for the domain."""
        domain = cookie.domain
        if self.is_blocked(domain) or self.is_not_allowed(domain):
            return False
        if not cookie.domain_specified:
            return True
        host, name = eff_request_host(request)
        parts = domain.split(".")
        if self.strict_domain and len(parts) == 3 and not parts[0] and len(parts[2]) == 2 and parts[1] in (
                "co", "ac", "com", "edu", "org", "net", "gov", "mil", "int", "aero", "biz", "cat", "coop", "info",
                "jobs", "mobi", "museum", "name", "pro", "travel", "eu"):
            return False  # as wide as a country's whole domain
        if "." not in domain.removeprefix(".") and not name.endswith(".local"):
            return False
        if not name.endswith(f"{domain.removeprefix('.')}.local") and not f".{name}".endswith(domain):
            return False
        if self.strict_ns_domain & self.DomainRFC2965Match and not domain_match(name, domain):
            return False
        is_strict = self.strict_ns_domain & self.DomainStrictNoDots
        return not (is_strict and "." in host[:-len(domain)] and not _ADDRESS.search(host))

    def return_ok(self, cookie, request):
        if not self._is_usual(cookie, request) or cookie.is_expired(self._now):
            return False
        if cookie.secure and request.type not in self.secure_protocols:
            return False
        if not self._has_port(cookie.port, cookie, request):
            return False
        _, name = eff_request_host(request)
        if self.strict_ns_domain & self.DomainStrictNonDomain and not cookie.domain_specified \
                and cookie.domain != name:
            return False
        return f".{name}".endswith(_dotted(cookie.domain))

    def domain_return_ok(self, domain, request):
        if not any(_dotted(host).endswith(_dotted(domain)) for host in eff_request_host(request)):
            return False
        return not self.is_blocked(domain) and not self.is_not_allowed(domain)

    def path_return_ok(self, path, request):
        asked = request_path(request)
        return asked == path or asked.startswith(path) and (path.endswith("/") or asked[len(path)] == "/")

    _now = None


def _dotted(host):
    return host if not host or host.startswith(".") else "." + host


def _is_in(domain, others):
    for other in others:
        if domain.lower() == other.lower() or other.startswith(".") and domain.lower().endswith(other.lower()) \
                and not _ADDRESS.search(domain):
            return True
    return False


# --- the jar -----------------------------------------------------------------------------------

class CookieJar:
    """Keeps cookies; iterating gives them. Several threads may use it."""

    def __init__(self, policy=None):
        self._policy = DefaultCookiePolicy() if policy is None else policy
        self._cookies_lock = threading.RLock()
        self._cookies = {}  # domain: {path: {name: Cookie}}

    def set_policy(self, policy):
        self._policy = policy

    def __iter__(self):
        with self._cookies_lock:
            return iter([cookie for paths in self._cookies.values() for names in paths.values()
                         for cookie in names.values()])

    def __len__(self):
        return len(list(iter(self)))

    def __repr__(self):
        return f"<{type(self).__name__}[{', '.join(map(repr, self))}]>"

    def __str__(self):
        return f"<{type(self).__name__}[{', '.join(map(str, self))}]>"

    def __getstate__(self):
        return {name: value for name, value in vars(self).items() if name != "_cookies_lock"}

    def __setstate__(self, state):
        vars(self).update(state, _cookies_lock=threading.RLock())

    # --- sending ---

    def _cookies_for_request(self, request):
        return [cookie for domain, paths in self._cookies.items() if self._policy.domain_return_ok(domain, request)
                for path, names in paths.items() if self._policy.path_return_ok(path, request)
                for cookie in names.values() if self._policy.return_ok(cookie, request)]

    def add_cookie_header(self, request):
        """Adds the header Cookie to the request, if there are cookies for it and it has none."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            cookies = self._cookies_for_request(request)
            cookies.sort(key=lambda cookie: len(cookie.path), reverse=True)
            if cookies and not request.has_header("Cookie"):
                text = "; ".join([cookie.name if cookie.value is None else f"{cookie.name}={cookie.value}"
                                  for cookie in cookies])
                request.add_unredirected_header("Cookie", text)
        self.clear_expired_cookies()

    # --- taking ---

    def make_cookies(self, response, request):
        """The cookies that an answer sets; those that it deletes are deleted."""
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            headers = response.info().get_all("Set-Cookie", []) if self._policy.netscape else []
            made = [self._make_cookie(pairs, request) for pairs in parse_ns_headers(headers)]
            return [cookie for cookie in made if cookie]

    def _make_cookie(self, pairs, request):
        (name, value), *pairs = pairs
        found = _attributes(pairs, self._now)
        if not found:
            return None
        known, rest = found
        try:
            version = int(known.get("version", "0"))
        except ValueError:
            return None
        path, port, domain = known.get("path"), known.get("port"), known.get("domain")
        expires = known.get("expires")
        has_path, has_port = bool(path), port is not None
        # As browsers do, those of RFC 2109 are taken like Netscape's.
        is_rfc2109 = version == 1 and self._policy.rfc2109_as_netscape is not False
        if has_path:
            path = escape_path(path)
        else:
            path = request_path(request).rpartition("/")[0] + "/" * bool(version) or "/"
        is_domain = domain is not None
        has_dot = is_domain and domain.startswith(".")
        domain = _dotted(domain) if is_domain else eff_request_host(request)[1]
        if "port" in known:
            port = re.sub(r"\s+", "", port) if has_port else request_port(request)
        if expires is not None and expires <= self._now:
            try:
                self.clear(domain, path, name)
            except KeyError:
                pass
            return None
        return Cookie(0 if is_rfc2109 else version, name, value, port, has_port, domain, is_domain, has_dot, path,
                      has_path, known.get("secure", False), expires, known.get("discard", False) or expires is None,
                      known.get("comment"), known.get("commenturl"), rest, version == 1)

    def extract_cookies(self, response, request):
        """Takes the cookies of an answer to the request."""
        with self._cookies_lock:
            for cookie in self.make_cookies(response, request):
                if self._policy.set_ok(cookie, request):
                    self.set_cookie(cookie)

    def set_cookie_if_ok(self, cookie, request):
        with self._cookies_lock:
            self._policy._now = self._now = int(time.time())
            if self._policy.set_ok(cookie, request):
                self.set_cookie(cookie)

    def set_cookie(self, cookie):
        """Takes a cookie, whatever the policy says."""
        with self._cookies_lock:
            self._cookies.setdefault(cookie.domain, {}).setdefault(cookie.path, {})[cookie.name] = cookie

    # --- deleting ---

    def clear(self, domain=None, path=None, name=None):
        """Deletes all cookies, or those of a domain, of a path there, with a name there; KeyError: there are none."""
        if name is not None and (domain is None or path is None):
            raise ValueError("domain and path must be given to remove a cookie by name")
        if path is not None and domain is None:
            raise ValueError("domain must be given to remove cookies by path")
        if name is not None:
            del self._cookies[domain][path][name]
        elif path is not None:
            del self._cookies[domain][path]
        elif domain is not None:
            del self._cookies[domain]
        else:
            self._cookies = {}

    def clear_session_cookies(self):
        """Deletes those that are good for a session only."""
        self._clear_all([cookie for cookie in self if cookie.discard])

    def clear_expired_cookies(self):
        """Deletes those out of date."""
        now = time.time()
        self._clear_all([cookie for cookie in self if cookie.is_expired(now)])

    def _clear_all(self, cookies):
        with self._cookies_lock:
            for cookie in cookies:
                self.clear(cookie.domain, cookie.path, cookie.name)


from http._cookie_files import FileCookieJar, LWPCookieJar, MozillaCookieJar, lwp_cookie_str  # they need CookieJar
