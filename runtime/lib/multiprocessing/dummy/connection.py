"""Connections between threads: two queues."""

from queue import Queue

__all__ = ["Client", "Listener", "Pipe"]

families = [None]


class Listener:
    """Where others connect: its address is a queue of them."""

    def __init__(self, address=None, family=None, backlog=1):
        self._backlog_queue = Queue(backlog)

    def accept(self):
        """The next connection."""
        return Connection(*self._backlog_queue.get())

    def close(self):
        """Listen no longer."""
        self._backlog_queue = None

    @property
    def address(self):
        """What Client() takes."""
        return self._backlog_queue

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


def Client(address):
    """Connect to a Listener."""
    here, there = Queue(), Queue()
    address.put((there, here))
    return Connection(here, there)


def Pipe(duplex=True):
    """Two connected Connections."""
    one, two = Queue(), Queue()
    return Connection(one, two), Connection(two, one)


class Connection:
    """One queue to receive from, one to send to."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.send = self.send_bytes = _out.put
        self.recv = self.recv_bytes = _in.get

    def poll(self, timeout=0.0):
        """Whether something can be received within timeout seconds."""
        if self._in.qsize() > 0:
            return True
        if timeout <= 0.0:
            return False
        with self._in.not_empty:
            self._in.not_empty.wait(timeout)
        return self._in.qsize() > 0

    def close(self):
        """Nothing."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()
