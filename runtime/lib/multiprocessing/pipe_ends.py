"""Ends of pipes for a thread that looks after several: it takes and puts what is possible at once.

The other ends are Connections: a message is its length and its bytes (see connection).
"""

import os

from .connection import header_of, read_header

_PIECE = 1 << 16  # what a pipe holds


class Inbox:
    """The messages that have come whole; of one that is under way, or whose sender was killed, the rest is not awaited."""

    def __init__(self, connection):
        self._fileno = connection.fileno()
        self._data = bytearray()

    def take(self):
        """The messages that are there, when the pipe is ready to be read."""
        self._data += os.read(self._fileno, _PIECE)
        messages = []
        end = 0
        while (header := read_header(self._data, end)) is not None:
            header_size, length = header
            begin = end + header_size
            if begin + length > len(self._data):
                break
            end = begin + length
            messages.append(bytes(self._data[begin:end]))
        del self._data[:end]
        return messages


class Outbox:
    """Messages on their way into a pipe; those that it has no room for are kept."""

    def __init__(self, connection):
        self._fileno = connection.fileno()
        self._data = bytearray()
        os.set_blocking(self._fileno, False)

    def put(self, message):
        """A message more; flush() sends it."""
        self._data += header_of(len(message)) + message

    def flush(self):
        """Send as much as the pipe takes; whether that was all."""
        while self._data:
            try:
                n_sent = os.write(self._fileno, bytes(self._data[:_PIECE]))
            except BlockingIOError:
                return False
            del self._data[:n_sent]
        return True
