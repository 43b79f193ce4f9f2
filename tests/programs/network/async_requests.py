# aiohttp: sessions, what can go wrong, and that nothing waits for the others.
# gilt-only
# options: --httpbin=local
import asyncio
import gc
import re
import warnings

import aiohttp
from yarl import URL

base = "http://httpbin.org"


async def show(awaitable):
    """What something gives or raises."""
    try:
        print(await awaitable)
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, TypeError, RuntimeError) as error:
        print(type(error).__name__, [each.__name__ for each in type(error).__mro__[1:-3]],
              re.sub("0x[0-9a-f]+", "0x...", str(error)))


async def get(session, url, **named):
    async with session.get(url, **named) as response:
        return response.status, len(await response.read())


async def answers(session):
    async with session.get(base + "/get", params={"a": 1, "b": "x y"}, headers={"X-Own": "1"}) as response:
        data = await response.json()
        print(response.status, response.reason, response.ok, response.content_type, response.charset, response.method)
        print(response.url, response.url.host, response.url.query, response.headers["CONTENT-type"])
        print(data["args"], data["headers"]["X-Own"], data["headers"]["User-Agent"].startswith("Python/3.13 aiohttp/"))
    async with session.post(base + "/post", json={"k": [1, None]}) as response:
        print((await response.json())["json"])
    async with session.post(base + "/post", data={"k": "v"}) as response:
        print((await response.json())["form"])
    async with session.put(base + "/put", data=b"bytes") as response:
        print((await response.json())["data"])
    form = aiohttp.FormData({"field": "1"})
    form.add_field("file", b"content", filename="a.txt")
    async with session.post(base + "/post", data=form) as response:
        data = await response.json()
        print(data["form"], data["files"])
    async with session.get(base + "/redirect/3") as response:
        print(response.url, [each.status for each in response.history])
    async with session.get(base + "/redirect/3", allow_redirects=False) as response:
        print(response.status, response.headers["Location"])
    async with session.get(base + "/gzip") as response:
        print((await response.json())["gzipped"])
    async with session.get(base + "/stream-bytes/1000?chunk_size=300&seed=1") as response:
        print(sum([len(piece) async for piece in response.content.iter_chunked(256)]))
    async with session.get(base + "/stream/3") as response:
        print([line[:8] async for line in response.content])
    async with session.get(base + "/encoding/utf8") as response:
        print((await response.content.read(10)), (await response.text())[-18:])
    response = await session.head(base + "/get")
    print(response.status, await response.read())
    response.release()
    async with session.get(base + "/basic-auth/a/b", auth=aiohttp.BasicAuth("a", "b")) as response:
        print(await response.json())
    async with session.get(base + "/cookies/set?x=1") as response:
        print(await response.json(), await get(session, base + "/cookies"))
    print([(each.key, each.value, each["path"]) for each in session.cookie_jar], session.cookie_jar.filter_cookies(base))
    async with session.get(base + "/response-headers?Set-Cookie=a%3Db%3B+HttpOnly") as response:
        print(response.cookies, response.cookies["a"].value, response.cookies["a"]["httponly"])
    async with session.get(base + "/cookies", cookies={"y": "2"}) as response:
        print((await response.json())["cookies"])
    async with session.get(base + "/status/418") as response:
        try:
            response.raise_for_status()
        except aiohttp.ClientResponseError as error:
            print(error.status, error.message, len(await response.text()) > 10)  # it can still be read


async def errors(session):
    timeout = aiohttp.ClientTimeout
    await show(get(session, base + "/delay/5", timeout=timeout(total=0.05)))
    await show(get(session, base + "/delay/5", timeout=timeout(sock_read=0.05)))
    await show(get(session, base + "/drip?numbytes=5&duration=5", timeout=timeout(total=0.2)))
    await show(get(session, "http://127.0.0.1:1/"))
    for url in ("here", "ftp://host/", "http://", "http://host:port/"):
        await show(get(session, url))
    await show(get(session, base + "/status/404", raise_for_status=True))
    await show(get(session, base + "/status/404"))
    await show(get(session, base + "/redirect/11"))
    await show(get(session, base + "/get", params={"a": True}))
    await show(get(session, base + "/get", data={}, json={}))
    async with session.get(base + "/html") as response:
        await show(response.json())
    async with session.get(base + "/bytes/100000") as response:
        pass
    await show(response.text())
    async with session.get(base + "/status/500") as response:
        try:
            response.raise_for_status()
        except aiohttp.ClientResponseError as error:
            print(error.status, error.message, error.request_info.method, error.headers is response.headers)
    try:
        await asyncio.wait_for(get(session, base + "/delay/5"), 0.05)
    except asyncio.TimeoutError as error:
        print(repr(error))
    task = asyncio.create_task(get(session, base + "/delay/5"))
    await asyncio.sleep(0.05)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    await show(get(session, base + "/get"))


async def main():
    async with aiohttp.ClientSession() as session:
        await answers(session)
        await errors(session)
        loop = asyncio.get_running_loop()
        start = loop.time()
        results = await asyncio.gather(*(get(session, base + "/delay/1") for _ in range(40)))
        print(len(results), set(results), loop.time() - start < 20)
    await show(get(session, base + "/get"))
    connector = aiohttp.TCPConnector(limit=2)
    async with aiohttp.ClientSession(connector=connector, raise_for_status=True) as session:
        async def count():
            most = 0
            while True:
                most = max(most, connector._used.total())
                yield most
                await asyncio.sleep(0.01)
        tasks = [asyncio.create_task(get(session, base + "/delay/0.1")) for _ in range(6)]
        async for most in count():
            if all(task.done() for task in tasks):
                break
        print(connector.limit, most)
        await show(get(session, base + "/status/503"))
    async with aiohttp.request("GET", base + "/uuid") as response:
        print(len((await response.json())["uuid"]))


async def details():
    """Types, cookies of servers that are numbers, and what stays open."""
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = "http://127.0.0.1:%d/" % server.sockets[0].getsockname()[1]
    for jar in (None, aiohttp.CookieJar(unsafe=True)):
        async with aiohttp.ClientSession(cookie_jar=jar, cookies={"own": "1"}) as session:
            async with session.get(address) as response:
                print(type(response.headers).__name__, type(session.headers).__name__, response.version)
                print(response.headers.getall("Set-Cookie"), response.cookies["theirs"].value)
                try:
                    response.get_encoding()
                except RuntimeError as error:
                    print(error)
            async with session.get(address) as response:
                print(await response.text())
            async with session.post(base + "/post", data=pieces()) as response:
                sent = await response.json()
                print(sent["data"], "Content-Length" in sent["headers"])
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["message"]))
    try:
        with aiohttp.ClientSession():
            pass
    except TypeError as error:
        print(error)
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        await forget(address)
        gc.collect()
    print([re.sub(" <.*", "", str(each.message)) for each in found])
    server.close()


async def pieces():
    for piece in (b"one", b"", b"two"):
        yield piece


def addresses():
    """Addresses and their parts, and what is made of them."""
    for text in ("http://h/a b/ü?q=a b&ö=1#x", "http://u:p@h:8080/x/y.z?k=v&k=w", "/rel/p?x", "http://h"):
        url = URL(text)
        print(url, url.path, url.raw_path, url.parts, url.name, url.query_string, url.query.getall("k", None),
              url.is_absolute(), url.host, url.port)
    url = URL("http://h:81/a/b?x=1")
    print(url / "c", url.parent, url.with_path("/z"), url.with_query({"a": 1}), url.update_query({"x": 2, "y": 3}))
    print(url.origin(), url.with_fragment("f"), url.human_repr(), url.query, url.query["x"], url.query == {"x": "1"})


async def forget(address):
    session = aiohttp.ClientSession()
    async with session.get(address) as response:
        await response.read()


async def answer(reader, writer):
    """Answers with the cookies it got."""
    try:
        while True:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
            cookies = next((line for line in lines if line.startswith("Cookie")), "none")
            writer.write(f"HTTP/1.1 200 OK\r\nSet-Cookie: theirs=2\r\nContent-Type: text/plain\r\n"
                         f"Content-Length: {len(cookies)}\r\n\r\n{cookies}".encode())
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


asyncio.run(main())
asyncio.run(details())
addresses()
