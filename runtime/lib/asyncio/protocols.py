"""Protocols: what is called with what a transport receives. A program derives its own from these."""

__all__ = ("BaseProtocol", "Protocol", "DatagramProtocol", "SubprocessProtocol", "BufferedProtocol")


class BaseProtocol:
    """What all protocols are told."""

    __slots__ = ()

    def connection_made(self, transport):
        """There is a connection."""

    def connection_lost(self, exc):
        """There is none any more; exc is None if it was closed."""

    def pause_writing(self):
        """Much waits to be sent: write no more for a while."""

    def resume_writing(self):
        """Little waits to be sent again."""


class Protocol(BaseProtocol):
    """For streams."""

    __slots__ = ()

    def data_received(self, data):
        """Bytes have come."""

    def eof_received(self):
        """The other side sends no more; a true result keeps the connection open."""


class BufferedProtocol(BaseProtocol):
    """For streams, with buffers of the protocol's own."""

    __slots__ = ()

    def get_buffer(self, sizehint):
        """A buffer to receive into."""

    def buffer_updated(self, nbytes):
        """So many bytes have come into it."""

    def eof_received(self):
        """The other side sends no more."""


class DatagramProtocol(BaseProtocol):
    """For datagrams."""

    __slots__ = ()

    def datagram_received(self, data, addr):
        """A datagram has come."""

    def error_received(self, exc):
        """Sending or receiving one failed."""


class SubprocessProtocol(BaseProtocol):
    """For child processes."""

    __slots__ = ()

    def pipe_data_received(self, fd, data):
        """The child has written to the descriptor 1 or 2."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe to the child is closed."""

    def process_exited(self):
        """The child has ended."""
