# --httpbin=local: requests for httpbin.org and example.com go to a server of gilt's own.
# gilt-only
# options: --httpbin=local
import asyncio
import http.client
import os
import threading
import time
import urllib.error
import urllib.request

import aiohttp
import requests

base = "https://httpbin.org"
print("--- requests")
answer = requests.get(base + "/get", params={"a": ["1", "2"], "b": "ü"})
print(answer.json())
print(answer.url, answer.headers["Content-Type"])
print(requests.post(base + "/post", data={"a": 1}).json()["form"], requests.post(base + "/post", json=[1]).json()["json"])
print(requests.put(base + "/put", data=b"raw").json()["data"], requests.delete(base + "/delete").json()["url"])
print(requests.post(base + "/post", files={"f": ("a.txt", "text")}, data={"k": "v"}).json()["files"])
for path in ("/status/404", "/status/418", "/redirect/3", "/absolute-redirect/2", "/relative-redirect/1", "/html",
             "/xml", "/robots.txt", "/encoding/utf8", "/gzip", "/deflate", "/bytes/100", "/stream/3", "/deny",
             "/stream-bytes/1000", "/image/png", "/image/svg", "/base64/aGVsbG8=", "/nothing", "/anything/at/all", "/cache", "/drip?duration=0.1"):
    answer = requests.get(base + path)
    print(path, answer.status_code, answer.headers.get("Content-Type"), answer.url.removeprefix(base))
print(requests.get(base + "/json").json()["slideshow"]["title"])
print(requests.get(base + "/headers", headers={"X-Own": "1"}).json()["headers"]["X-Own"])
print(len(requests.get(base + "/uuid").json()["uuid"]), requests.get(base + "/ip").json())
print(requests.get(base + "/user-agent").json()["user-agent"].startswith("python-requests/"))
print(requests.get(base + "/basic-auth/ada/secret", auth=("ada", "secret")).json())
print(requests.get(base + "/basic-auth/ada/secret", auth=("ada", "wrong")).status_code)
print(requests.get(base + "/bearer", headers={"Authorization": "Bearer token"}).json())
print(requests.get(base + "/response-headers?X-A=1&X-A=2").headers["X-A"], requests.options(base + "/get").headers["Allow"])
with requests.Session() as session:
    print(session.get(base + "/cookies/set?one=1&two=2").json(), session.get(base + "/cookies/delete?one").json())
print(requests.get(base + "/bytes/20?seed=1").content == requests.get(base + "/bytes/20?seed=1").content)
try:
    requests.get(base + "/delay/10", timeout=(30, 0.2))
except requests.Timeout as error:
    print(type(error).__name__, error)

print("--- others")
with urllib.request.urlopen("http://httpbin.org/get?x=1") as response:
    print(response.status, b'"x": "1"' in response.read())
try:
    urllib.request.urlopen("https://httpbin.org/status/500")
except urllib.error.HTTPError as error:
    print(error)
    error.close()
connection = http.client.HTTPSConnection("httpbin.org")
connection.request("GET", "/status/204")
print(connection.getresponse().status)
connection.close()
print("Example Domain" in requests.get("https://example.com/any/page").text)

print("--- many at a time")
answers = []
threads = [threading.Thread(target=lambda: answers.append(requests.get(base + "/delay/0.2").status_code)) for _ in range(10)]
start = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(answers, threading.active_count())


async def fetch(session, i):
    async with session.get(f"{base}/get?i={i}") as response:
        return (await response.json())["args"]["i"]


async def main():
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*(fetch(session, i) for i in range(30)))


print(asyncio.run(main()) == [str(i) for i in range(30)])
try:
    os.wait()
except ChildProcessError:
    print("the server is not our child")
