"""HTTP for humans: get(), post() ... and sessions that keep headers, cookies and connections.

The usual part of the library of that name, over http.client. There is no digest authentication, and the
environment's proxies are not asked.
"""

import _httpbin
from requests import exceptions, utils
from requests.api import delete, get, head, options, patch, post, put, request
from requests.exceptions import (ConnectionError, ConnectTimeout, FileModeWarning, HTTPError, JSONDecodeError,
                                 ReadTimeout, RequestException, Timeout, TooManyRedirects, URLRequired)
from requests.models import PreparedRequest, Request, Response
from requests.sessions import Session, session
from requests.status_codes import codes

_httpbin.prepare()
__version__ = "2.32.3"
