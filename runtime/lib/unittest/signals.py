"""Ctrl-C while tests run: the first one ends them after the current test, the second one at once."""

import functools
import signal
import weakref

__unittest = True
_results = weakref.WeakKeyDictionary()
_installed = None


class _Handler:
    """The handler; `default` is the one that was there before."""

    def __init__(self, default):
        self.was_called = False
        self.original = default
        if isinstance(default, int):
            default = signal.default_int_handler if default == signal.SIG_DFL else (lambda number, frame: None)
        self.default = default

    def __call__(self, number, frame):
        if signal.getsignal(signal.SIGINT) is not self or self.was_called:
            self.default(number, frame)
        self.was_called = True
        for result in list(_results):
            result.stop()


def registerResult(result):
    """Lets Ctrl-C stop the tests of this result."""
    _results[result] = 1


def removeResult(result):
    return bool(_results.pop(result, None))


def installHandler():
    global _installed
    if _installed is None:
        _installed = _Handler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _installed)


def removeHandler(method=None):
    """Puts the earlier handler back; as a decorator, for the time of a function."""
    if method is not None:
        @functools.wraps(method)
        def inner(*args, **kwargs):
            initial = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                return method(*args, **kwargs)
            finally:
                signal.signal(signal.SIGINT, initial)
        return inner
    if _installed is not None:
        signal.signal(signal.SIGINT, _installed.original)
