# http.cookies: written and read.
from http.cookies import CookieError, Morsel, SimpleCookie

cookie = SimpleCookie()
cookie["fig"] = "newton"
cookie["sugar"] = 'wa"fer; with, é \\'
cookie["n"] = 5
cookie["fig"]["path"] = "/"
cookie["fig"]["max-age"] = 3600
cookie["fig"]["secure"] = True
cookie["fig"]["httponly"] = True
cookie["n"]["samesite"] = "Lax"
cookie["n"]["comment"] = "a b"
print(str(cookie).split("\r\n"))
print(repr(cookie), cookie["sugar"].value, cookie["sugar"].coded_value, cookie["n"].value)
print(cookie.output(header="Cookie:", attrs=["path"], sep=" | "))
print(repr(cookie["fig"]), cookie["fig"].key, cookie["fig"]["path"], cookie["fig"]["domain"] == "")
for text in ("chips=ahoy; vanilla=wafer", 'keebler="E=everybody; L=\\"Loves\\"; fudge=\\012;"; other=1', "a=b; Path=/x; Secure; c=d",
             "Path=/", "a=b; =c; d=e", 'a="\\303\\251"', "x=; y=1", "expires=1", "a=b; expires=Wed, 01 Jan 2098 00:00:00 GMT",
             "a", "a=b=c", "  s p = 1", "$Version=1; a=b; $Path=/q"):
    read = SimpleCookie(text)
    print(repr(read), [(k, {n: v for n, v in m.items() if v}) for k, m in read.items()])
for call in (lambda: cookie.__setitem__("a b", 1), lambda: cookie.__setitem__("path", 1),
             lambda: cookie["fig"].__setitem__("wrong", 1), lambda: cookie["none"]):
    try:
        call()
    except (CookieError, KeyError) as error:
        print(type(error).__name__, error)
m = Morsel()
m.set("k", "v", "v")
print(m == m.copy(), m.OutputString(), m.isReservedKey("Path"), SimpleCookie({"a": 1}).output())
