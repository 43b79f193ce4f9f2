"""HTTP with asyncio: sessions whose requests are awaited.

The client part of the library of that name. There are no web sockets, no proxies, and no server.
"""

import _httpbin
from aiohttp.client import ClientSession, request
from aiohttp.client_exceptions import *
from aiohttp.client_reqrep import ClientResponse, RequestInfo
from aiohttp.connector import BaseConnector, TCPConnector
from aiohttp.formdata import FormData
from aiohttp.helpers import BasicAuth, ClientTimeout, CookieJar, DummyCookieJar, HttpVersion, HttpVersion10, HttpVersion11
from aiohttp.streams import StreamReader

_httpbin.prepare()
__version__ = "3.11.11"


def __getattr__(name):
    if name in ("web", "WSMsgType", "UnixConnector", "TraceConfig", "MultipartReader", "MultipartWriter"):
        raise AttributeError(f"module 'aiohttp' has no attribute {name!r}: gilt has only its client")
    raise AttributeError(f"module 'aiohttp' has no attribute {name!r}")
