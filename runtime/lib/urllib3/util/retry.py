"""Retry: how often, and when, a request is tried again.

A Retry does not change. increment() takes note of what went wrong and gives the Retry for the next attempt, or raises
MaxRetryError if there is to be none.
"""

import time
from http._cookie_jar import parse_date
from itertools import takewhile
from typing import NamedTuple

from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, ProtocolError, ReadTimeoutError, ResponseError


class RequestHistory(NamedTuple):
    """An attempt."""

    method: str
    url: str
    error: Exception | None
    status: int | None
    redirect_location: str | None


class Retry:
    """So many attempts after the first: all in all, and for each reason (None: no limit but that, False: never)."""

    DEFAULT_ALLOWED_METHODS = frozenset(["HEAD", "GET", "PUT", "DELETE", "OPTIONS", "TRACE"])
    RETRY_AFTER_STATUS_CODES = frozenset([413, 429, 503])
    DEFAULT_BACKOFF_MAX = 120

    def __init__(self, total=10, connect=None, read=None, redirect=None, status=None, other=None,
                 allowed_methods=DEFAULT_ALLOWED_METHODS, status_forcelist=None, backoff_factor=0,
                 backoff_max=DEFAULT_BACKOFF_MAX, raise_on_redirect=True, raise_on_status=True, history=None,
                 respect_retry_after_header=True, remove_headers_on_redirect=frozenset(), backoff_jitter=0.0):
        self.total = total
        self.connect = connect
        self.read = read
        self.redirect = redirect  # requests counts these itself
        self.status = status
        self.other = other
        self.allowed_methods = allowed_methods  # None: all
        self.status_forcelist = status_forcelist or set()
        self.backoff_factor = backoff_factor
        self.backoff_max = backoff_max
        self.backoff_jitter = backoff_jitter
        self.raise_on_redirect = raise_on_redirect
        self.raise_on_status = raise_on_status
        self.history = history or ()
        self.respect_retry_after_header = respect_retry_after_header
        self.remove_headers_on_redirect = remove_headers_on_redirect

    def new(self, **changes):
        """The same with changes."""
        changed = object.__new__(type(self))
        changed.__dict__.update(self.__dict__, **changes)
        return changed

    @classmethod
    def from_int(cls, retries, redirect=True, default=None):
        """A Retry for a number, or what is one already."""
        return retries if isinstance(retries, Retry) else cls(retries if retries is not None else default)

    def __repr__(self):
        return (f"{type(self).__name__}(total={self.total}, connect={self.connect}, read={self.read}, "
                f"redirect={self.redirect}, status={self.status})")

    # --- whether ---

    def _allows(self, method):
        return self.allowed_methods is None or method.upper() in self.allowed_methods

    def is_retry(self, method, status_code, has_retry_after=False):
        """Whether an answer with this status is reason to try again."""
        if not self._allows(method):
            return False
        if status_code in self.status_forcelist:
            return True
        return bool(self.total and self.respect_retry_after_header and has_retry_after
                    and status_code in self.RETRY_AFTER_STATUS_CODES)

    def is_exhausted(self):
        """Whether it was tried often enough."""
        counts = self.total, self.connect, self.read, self.redirect, self.status, self.other
        return min((count for count in counts if count), default=0) < 0

    def increment(self, method=None, url=None, response=None, error=None, _pool=None):
        """The Retry for the next attempt; raises the error itself if it is no reason to try again."""
        if isinstance(error, ConnectTimeoutError):
            kind = "connect"
        elif isinstance(error, (ReadTimeoutError, ProtocolError)):
            kind = "read"
        else:
            kind = "other" if error is not None else "status"
        left = getattr(self, kind)
        if error is not None and (self.total is False or left is False
                                  or kind == "read" and not self._allows(method or "")):
            raise error
        status = response.status if response is not None else None
        attempt = RequestHistory(method, url, error, status, None)
        following = self.new(total=self.total if self.total is None else self.total - 1,
                             history=(*self.history, attempt),
                             **{kind: left - 1 if left is not None else None})
        if following.is_exhausted():
            reason = error or ResponseError(f"too many {status} error responses" if status
                                            else "too many error responses")
            raise MaxRetryError(_pool, url, reason) from reason
        return following

    # --- when ---

    def get_backoff_time(self):
        """Seconds to wait before the next attempt: none before the second, then twice as many each time."""
        n_errors = len(list(takewhile(lambda attempt: attempt.redirect_location is None, reversed(self.history))))
        if n_errors <= 1:
            return 0
        seconds = self.backoff_factor * 2 ** (n_errors - 1)
        if self.backoff_jitter:
            import random
            seconds += random.random() * self.backoff_jitter
        return float(max(0, min(self.backoff_max, seconds)))

    def get_retry_after(self, response):
        """Seconds that the server asks for, None if it does not."""
        text = response.headers.get("Retry-After")
        if text is None:
            return None
        if text.strip().isdigit():
            return float(text)
        when = parse_date(text)
        return max(when - time.time(), 0) if when is not None else None

    def sleep(self, response=None):
        """Wait, as long as the server asks for, or else longer each time."""
        seconds = None
        if self.respect_retry_after_header and response is not None:
            seconds = self.get_retry_after(response)
        seconds = seconds or self.get_backoff_time()
        if seconds > 0:
            time.sleep(seconds)
