"""HTTP for humans: get(), post() ... and sessions that keep headers, cookies and connections.

The usual part of the library of that name, over http.client. There are no proxies, no digest
authentication, and no retries but HTTPAdapter(max_retries=N).
"""

import _httpbin
from requests import exceptions
from requests.api import delete, get, head, options, patch, post, put, request
from requests.exceptions import (ConnectionError, ConnectTimeout, HTTPError, JSONDecodeError, ReadTimeout,
                                 RequestException, Timeout, TooManyRedirects, URLRequired)
from requests.models import PreparedRequest, Request, Response
from requests.sessions import Session, session
from requests.status_codes import codes

_httpbin.prepare()
__version__ = "2.32.3"
