# https with requests and aiohttp, against a server that CPython runs.
# gilt-only
import asyncio
import os
import re
import ssl
import subprocess
import threading

import aiohttp
import requests

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_tls")
CERTIFICATE = FOLDER + "/cert.pem"


def show_error(error):
    text = re.sub("0x[0-9a-f]+", "0x...", str(error)).replace(str(port), "PORT")
    print(type(error).__name__, text)


def show(*arguments, **named):
    try:
        print(requests.get(*arguments, **named).text[:20])
    except OSError as error:
        show_error(error)


server = subprocess.Popen(["python3", FOLDER + "/server.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
port = int(server.stdout.readline())
base = f"https://localhost:{port}"

print("--- requests")
show(base + "/page", verify=CERTIFICATE)
show(base + "/page", verify=False)
show(base + "/page")
show(f"https://127.0.0.1:{port}/page", verify=CERTIFICATE)
show(base + "/delay/5", verify=CERTIFICATE, timeout=(30, 0.2))
show("https://localhost:1/page", verify=CERTIFICATE)
show(base + "/page", verify="/no/such/file")
with requests.Session() as session:
    session.verify = CERTIFICATE
    print([session.get(f"{base}/{i}").text for i in range(3)], len(session.get(base + "/bytes/1000000").content))
    print(session.post(base + "/", data={"a": 1}).text)


def work():
    with requests.Session() as own:
        own.verify = CERTIFICATE
        for n in range(5):
            lengths.append(len(own.get(f"{base}/bytes/50000").content))


lengths = []
threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(set(lengths), len(lengths))

print("--- aiohttp")


async def fetch(session, path, **named):
    try:
        async with session.get(base + path, **named) as response:
            return response.status, (await response.text())[:20]
    except (aiohttp.ClientError, asyncio.TimeoutError) as error:
        show_error(error)


async def main():
    context = ssl.create_default_context(cafile=CERTIFICATE)
    async with aiohttp.ClientSession() as session:
        print(await fetch(session, "/page", ssl=context))
        print(await fetch(session, "/page", ssl=False))
        print(await fetch(session, "/page"))
        print(await fetch(session, "/delay/5", ssl=context, timeout=aiohttp.ClientTimeout(total=0.2)))
        answers = await asyncio.gather(*(fetch(session, f"/{i}", ssl=context) for i in range(20)))
        print(answers == [(200, f"GET /{i} ") for i in range(20)])
        async with session.get(base + "/bytes/1000000", ssl=context) as response:
            print(sum([len(piece) async for piece in response.content.iter_chunked(10000)]))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as session:
        async with session.post(base + "/post", data=b"z" * 100) as response:
            print(len(await response.read()), response.content_type)


asyncio.run(main())
server.stdin.close()
server.wait()
server.stdout.close()
