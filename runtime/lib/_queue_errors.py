"""The exception of queue that native code raises; it stays the same when queue is loaded anew."""


class Empty(Exception):
    """get_nowait() on an empty queue, or get() that waited too long."""


# The name by which CPython reports it.
Empty.__module__ = "_queue"
