"""Jars of cookies that are kept in files: as Netscape's browsers did, and as libwww-perl does."""

import os
import re
import time
from http.cookiejar import Cookie, CookieJar, LoadError, iso2time, time2isoz

_NO_NAME = "a filename was not supplied (nor was the CookieJar instance initialised with one)"
_HTTP_ONLY = "#HttpOnly_"
_NETSCAPE_HEAD = ("# Netscape HTTP Cookie File\n# http://curl.haxx.se/rfc/cookie_spec.html\n"
                  "# This is a generated file!  Do not edit.\n\n")
_WORD = re.compile(r'\s*;?\s*([^=\s;,]+)(?:\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;,\s]*)))?')


class FileCookieJar(CookieJar):
    """A jar that can be saved and loaded; subclasses say how."""

    def __init__(self, filename=None, delayload=False, policy=None):
        super().__init__(policy)
        self.filename = None if filename is None else os.fspath(filename)
        self.delayload = bool(delayload)

    def _name_of_file(self, filename):
        if filename is None and self.filename is None:
            raise ValueError(_NO_NAME)
        return self.filename if filename is None else filename

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Writes the cookies; those of the session and those out of date only if they are to be ignored."""
        raise NotImplementedError()

    def load(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Adds the cookies of a file."""
        filename = self._name_of_file(filename)
        with open(filename) as file:
            self._really_load(file, filename, ignore_discard, ignore_expires)

    def revert(self, filename=None, ignore_discard=False, ignore_expires=False):
        """Has only the cookies of a file; if it cannot be read, those from before."""
        filename = self._name_of_file(filename)
        with self._cookies_lock:
            before, self._cookies = self._cookies, {}
            try:
                self.load(filename, ignore_discard, ignore_expires)
            except OSError:
                self._cookies = before
                raise

    def _to_save(self, ignore_discard, ignore_expires):
        now = time.time()
        return [cookie for cookie in self if (ignore_discard or not cookie.discard)
                and (ignore_expires or not cookie.is_expired(now))]


def _create(filename):
    return os.fdopen(os.open(filename, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w")


def _make(name, value, domain, path, secure, expires, discard, rest, version=0, port=None, port_specified=False,
          domain_specified=False, path_specified=False, comment=None, comment_url=None):
    return Cookie(version, name, value, port, port_specified, domain, domain_specified, domain.startswith("."), path,
                  path_specified, secure, expires, discard, comment, comment_url, rest)


class MozillaCookieJar(FileCookieJar):
    """Files as browsers and curl read and write them: a cookie is a line, its fields are between tabs."""

    def _really_load(self, file, filename, ignore_discard, ignore_expires):
        now = time.time()
        if not re.match("#( Netscape)? HTTP Cookie File", file.readline()):
            raise LoadError(f"{filename!r} does not look like a Netscape format cookies file")
        for line in file:
            whole = line
            rest = {}
            if line.startswith(_HTTP_ONLY):
                rest["HTTPOnly"] = ""
                line = line[len(_HTTP_ONLY):]
            line = line.removesuffix("\n")
            if not line.strip() or line.strip().startswith(("#", "$")):
                continue
            fields = line.split("\t")
            if len(fields) != 7 or (fields[1] == "TRUE") != fields[0].startswith("."):
                raise LoadError(f"invalid Netscape format cookies file {filename!r}: {line!r}")
            domain, is_for_domain, path, secure, expires, name, value = fields
            if name == "":
                name, value = value, None
            cookie = _make(name, value, domain, path, secure == "TRUE", int(float(expires)) if expires else None,
                           expires == "", rest, domain_specified=is_for_domain == "TRUE")
            if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                self.set_cookie(cookie)

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        filename = self._name_of_file(filename)
        with _create(filename) as file:
            file.write(_NETSCAPE_HEAD)
            for cookie in self._to_save(ignore_discard, ignore_expires):
                name, value = ("", cookie.name) if cookie.value is None else (cookie.name, cookie.value)
                domain = (_HTTP_ONLY if cookie.has_nonstandard_attr("HTTPOnly") else "") + cookie.domain
                claims = [str(claim).upper() for claim in (cookie.domain.startswith("."), bool(cookie.secure))]
                expires = "" if cookie.expires is None else str(cookie.expires)
                file.write("\t".join([domain, claims[0], cookie.path, claims[1], expires, name, value]) + "\n")


def _quoted(text):
    if re.fullmatch(r"\w+", text):
        return text
    text = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{text}"'


def lwp_cookie_str(cookie):
    """A cookie as libwww-perl writes it."""
    pairs = [(cookie.name, cookie.value), ("path", cookie.path), ("domain", cookie.domain)]
    pairs += [(name, value) for name, value in (("port", cookie.port),) if value is not None]
    claims = {"path_spec": cookie.path_specified, "port_spec": cookie.port_specified,
              "domain_dot": cookie.domain_initial_dot, "secure": cookie.secure}
    pairs += [(name, None) for name, is_so in claims.items() if is_so]
    if cookie.expires:
        pairs.append(("expires", time2isoz(float(cookie.expires))))
    if cookie.discard:
        pairs.append(("discard", None))
    if cookie.comment:
        pairs.append(("comment", cookie.comment))
    if cookie.comment_url:
        pairs.append(("commenturl", cookie.comment_url))
    pairs += [(name, str(value)) for name, value in sorted(cookie._rest.items())]
    pairs.append(("version", str(cookie.version)))
    return "; ".join([name if value is None else f"{name}={_quoted(value)}" for name, value in pairs])


class LWPCookieJar(FileCookieJar):
    """Files as libwww-perl reads and writes them: they keep all that is known about a cookie."""

    def as_lwp_str(self, ignore_discard=True, ignore_expires=True):
        """The lines of the file."""
        return "".join([f"Set-Cookie3: {lwp_cookie_str(cookie)}\n"
                        for cookie in self._to_save(ignore_discard, ignore_expires)] or ["\n"])

    def save(self, filename=None, ignore_discard=False, ignore_expires=False):
        filename = self._name_of_file(filename)
        with _create(filename) as file:
            file.write("#LWP-Cookies-2.0\n" + self.as_lwp_str(ignore_discard, ignore_expires))

    def _really_load(self, file, filename, ignore_discard, ignore_expires):
        if not re.match(r"#LWP-Cookies-(\d+\.\d+)", file.readline()):
            raise LoadError(f"{filename!r} does not look like a Set-Cookie3 (LWP) format file")
        now = time.time()
        for line in file:
            if not line.startswith("Set-Cookie3:"):
                continue
            words = [(found[1], found[3] if found[2] is None else re.sub(r"\\(.)", r"\1", found[2]))
                     for found in _WORD.finditer(line.partition(":")[2].strip())]
            (name, value), *fields = words
            names = {field for field, _ in fields}
            known = {field: text for field, text in fields
                     if field in ("path", "domain", "port", "expires", "version", "comment", "commenturl")}
            flags = ("path_spec", "port_spec", "domain_dot", "secure", "discard")
            rest = {field: text for field, text in fields if field not in known and field not in flags}
            expires = iso2time(known["expires"]) if "expires" in known else None
            cookie = _make(name, value, known["domain"], known["path"], "secure" in names, expires,
                           "discard" in names or expires is None, rest, int(known.get("version", 0)),
                           known.get("port"), "port_spec" in names, known["domain"].startswith("."),
                           "path_spec" in names, known.get("comment"), known.get("commenturl"))
            if (ignore_discard or not cookie.discard) and (ignore_expires or not cookie.is_expired(now)):
                self.set_cookie(cookie)


for _each in FileCookieJar, MozillaCookieJar, LWPCookieJar:
    _each.__module__ = "http.cookiejar"
