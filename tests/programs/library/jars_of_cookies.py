# http.cookiejar: cookies taken, refused, sent, saved and loaded; with an opener and a server.
import http.cookiejar
import os
import tempfile
import threading
import urllib.request
from http.cookiejar import (Cookie, CookieJar, DefaultCookiePolicy, LoadError, LWPCookieJar, MozillaCookieJar, http2time,
                            time2isoz, time2netscape)
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.request import Request


class Answer:
    def __init__(self, *headers):
        self.headers = headers

    def info(self):
        return self

    def get_all(self, name, default=None):
        return list(self.headers) if name == "Set-Cookie" else default


def take(jar, url, *headers):
    jar.extract_cookies(Answer(*headers), Request(url))


def sent(jar, url):
    request = Request(url)
    jar.add_cookie_header(request)
    return request.get_header("Cookie")


jar = CookieJar()
take(jar, "http://www.acme.com/dir/page", "a=1", "b=two; path=/", 'c="quoted; no"; Domain=acme.com; Secure; HttpOnly',
     "d=4; expires=Wed, 09-Nov-2098 23:12:40 GMT; path=/dir", "e=5; domain=.other.com", "f=6; domain=com", "g=7; path=/elsewhere",
     "h; path=/", "=nothing", "i=9; max-age=x", "j=10; Version=1", "k=1=2; SameSite=Lax; port=\"80,8080\"", "l=; expires=junk", "")
for cookie in jar:
    print(cookie)
    print(cookie == cookie, repr(cookie))
print(len(jar), str(jar)[:60])
for url in ("http://www.acme.com/dir/x", "https://www.acme.com/", "http://acme.com/dir", "https://shop.acme.com/", "http://evilacme.com/",
            "http://www.acme.com/elsewhere", "http://www.acme.com/elsewhere2", "http://www.acme.com:8080/dir/", "http://WWW.ACME.com:81/dir/"):
    print(url, sent(jar, url))
request = Request("http://www.acme.com/", headers={"Cookie": "own=1"})
jar.add_cookie_header(request)
print(request.get_header("Cookie"))
take(jar, "http://www.acme.com/dir/page", "a=2", "b=; max-age=0; path=/", "d=x; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/dir")
print(sent(jar, "http://www.acme.com/dir/"))
for host in "http://localhost:8000/a/b/c", "http://127.0.0.1/", "http://[::1]:80/x":
    jar = CookieJar()
    take(jar, host, "s=1", "t=2; domain=localhost", "u=3; domain=127.0.0.1")
    print(host, [str(cookie) for cookie in jar], sent(jar, host))

jar = CookieJar(DefaultCookiePolicy(blocked_domains=["bad.com", ".worse.com"], strict_ns_domain=DefaultCookiePolicy.DomainStrict,
                                    strict_ns_set_path=True, strict_ns_set_initial_dollar=True, strict_domain=True))
take(jar, "http://bad.com/", "a=1")
take(jar, "http://very.worse.com/", "b=1")
take(jar, "http://a.b.good.com/x/", "c=1; domain=good.com", "d=1; domain=b.good.com", "$e=1", "f=1; path=/y", "g=1; path=/x")
take(jar, "http://shop.co.uk/", "h=1; domain=co.uk", "i=1")
print(jar)
print(sent(jar, "http://a.b.good.com/x/"), sent(jar, "http://z.b.good.com/x"), sent(jar, "http://x.shop.co.uk/"))
policy = DefaultCookiePolicy(allowed_domains=["only.com"])
print(policy.is_not_allowed("only.com"), policy.is_not_allowed("x.only.com"), policy.is_blocked("only.com"), policy.allowed_domains(),
      policy.blocked_domains(), policy.netscape, policy.secure_protocols)
jar = CookieJar(policy)
take(jar, "http://only.com/", "a=1; domain=only.com", "b=2; path=/p")
jar.set_policy(DefaultCookiePolicy())
take(jar, "http://any.org/", "c=1", "d=2; path=/q; max-age=1000")
for args in ((), ("only.com",), ("any.org", "/", "c"), ("any.org", "/zz"), (None, "/"), (None, None, "x"), ("none",)):
    try:
        print(len(jar), jar.clear(*args) if args else None, [cookie.name for cookie in jar])
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
take(jar, "http://only.com/", "e=1")
jar.clear_session_cookies()
print(jar)

for text in ("Wed, 09 Feb 1994 22:23:32 GMT", "Wednesday, 09-Feb-94 22:23:32 GMT", "09 Feb 1994 22:23:32", "1994-02-03 14:15:29 -0100",
             "1994-02-03T00:00:00Z", "19940203", "03/Feb/1994 12:00 PM", "3 Feb 1994 1:02 AM", "Thu, 31-Dec-2037 23:55:55 GMT", "junk", "",
             "32 Feb 1994 00:00:00 GMT", "09 Foo 1994", "1 Jan 69 00:00:00 GMT", "Wed, 09 Feb 1994 22:23:32 EST", "09 Feb 1994 22:23:32 +01:30",
             "03/Feb/1994:12:00:00", "03/Feb/1994", "3 Feb 1994 1:02", "09 Feb 1994 22:23:32 -0830 (PST)", "3-2-94 1:1:1", "Mon, 3 02 1994"):
    print(repr(text), http2time(text))
print(time2isoz(0), time2netscape(10 ** 9), http.cookiejar.eff_request_host(Request("http://A:80/")))

with tempfile.TemporaryDirectory() as folder:
    for kind in MozillaCookieJar, LWPCookieJar:
        name = os.path.join(folder, kind.__name__)
        jar = kind(name)
        take(jar, "http://www.acme.com/", "a=1; expires=Wed, 09-Nov-2098 23:12:40 GMT", "session=2", "b=\"x y\"; domain=acme.com; secure; "
             "expires=Wed, 09-Nov-2098 23:12:40 GMT; path=/p; HttpOnly", "novalue; max-age=4000000000", "old=3; max-age=1")
        jar.clear("www.acme.com", "/", "novalue")
        jar.clear("www.acme.com", "/", "old")
        jar.save()
        print(open(name).read())
        again = kind(name)
        again.load()
        print(again)
        jar.save(ignore_discard=True)
        again.revert(ignore_discard=True)
        print(again)
        for cookie in again:
            print(cookie.name, repr(cookie.value), cookie.domain_specified, cookie.path_specified, cookie.secure, cookie.expires,
                  cookie.discard, cookie.has_nonstandard_attr("HTTPOnly"), cookie.has_nonstandard_attr("HttpOnly"))
        with open(name, "w") as file:
            file.write("something else\n")
        try:
            again.revert()
        except LoadError as error:
            print(str(error).replace(folder, ""), len(again))
        try:
            kind().save()
        except ValueError as error:
            print(error)


class Counter(BaseHTTPRequestHandler):
    def do_GET(self):
        seen = self.headers.get("Cookie", "")
        self.send_response(302 if self.path == "/go" else 200)
        self.send_header("Set-Cookie", f"n={len(seen)}; path=/")
        if self.path == "/go":
            self.send_header("Set-Cookie", "went=yes; max-age=100")
            self.send_header("Location", "/there")
        self.send_header("Content-Length", str(len(seen)))
        self.end_headers()
        self.wfile.write(seen.encode())

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Counter)
thread = threading.Thread(target=server.serve_forever)
thread.start()
jar = CookieJar()
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
for path in "/a", "/b", "/go", "/c":
    with opener.open(f"http://127.0.0.1:{server.server_port}{path}") as response:
        print(path, response.status, response.read(), sorted(f"{cookie.name}={cookie.value} {cookie.domain}" for cookie in jar))
server.shutdown()
thread.join()
server.server_close()
print(Cookie(0, "n", None, "80", True, "X.com", False, False, "/", True, False, None, True, None, None, {}))
