"""sendmsg() and recvmsg(): bytes from and into several buffers, with descriptors beside them; a part of socket."""

import _socket
import os
from array import array
from operator import index as _index

_HEADER = 16  # bytes before the data of an ancillary item


def CMSG_LEN(length, /):
    """The size of an ancillary item with so many bytes of data."""
    if not 0 <= length <= 0x7fffffff:
        raise OverflowError("CMSG_LEN() argument out of range")
    return _HEADER + length


def CMSG_SPACE(length, /):
    """The room it takes, up to where the next one begins."""
    if not 0 <= length <= 0x7fffffff:
        raise OverflowError("CMSG_SPACE() argument out of range")
    return _HEADER + (length + 7 & ~7)


def _descriptors(ancdata):
    """The descriptors to be passed."""
    fds = array("i")
    for item in ancdata:
        if not isinstance(item, (tuple, list)):
            raise TypeError("[sendmsg() ancillary data items]() argument must be 3-item sequence, "
                            f"not {type(item).__name__}")
        if len(item) != 3:
            raise TypeError(f"[sendmsg() ancillary data items]() argument must be sequence of length 3, not {len(item)}")
        level, kind = item[:2]
        data = memoryview(item[2]).cast("B")
        if (_index(level), _index(kind)) != (_socket.SOL_SOCKET, _socket.SCM_RIGHTS):
            raise NotImplementedError("gilt sends no ancillary data but descriptors (SCM_RIGHTS)")
        fds.frombytes(data[:len(data) // fds.itemsize * fds.itemsize])
    return fds


def _writable(buffers):
    """Views of the buffers that are to be filled."""
    if not hasattr(type(buffers), "__iter__"):
        raise TypeError("recvmsg_into() argument 1 must be an iterable")
    try:
        views = [memoryview(each).cast("B") for each in buffers]
    except TypeError:
        views = None
    if views is None or any(view.readonly for view in views):
        raise TypeError("recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers")
    return views


class Messages:
    """Methods of sockets."""

    __slots__ = ()

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        """Send what is in the buffers, and descriptors; how many bytes went."""
        data = b"".join(buffers)
        fds = _descriptors(ancdata)
        if not fds:
            return self.send(data, flags) if address is None else self.sendto(data, flags, address)
        if flags or address is not None:
            raise NotImplementedError("gilt passes descriptors without flags and only to who is connected")
        return _socket.send_fds(self.fileno(), data, tuple(fds), self.gettimeout())

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        """Receive bytes and descriptors: (bytes, ancillary data, flags, address)."""
        if _index(bufsize) < 0:
            raise ValueError("negative buffer size in recvmsg()")
        return self._recvmsg(bufsize, ancbufsize, flags)

    def _recvmsg(self, bufsize, ancbufsize, flags):
        flags = _index(flags)
        if not 0 <= _index(ancbufsize) <= 0x7fffffff:
            raise ValueError("invalid ancillary data buffer length")
        if flags:
            data, address = self.recvfrom(bufsize, flags)
            return data, [], 0, address
        data, fds, flags, address = _socket.recv_fds(self.fileno(), bufsize, self.gettimeout())
        room = max(ancbufsize - _HEADER, 0) // 4
        if len(fds) > room:
            flags |= _socket.MSG_CTRUNC
            for fd in fds[room:]:
                os.close(fd)
        passed = array("i", fds[:room]).tobytes()
        ancdata = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, passed)] if passed else []
        return data, ancdata, flags, address

    def recvmsg_into(self, buffers, ancbufsize=0, flags=0, /):
        """Receive into several buffers: (how many bytes, ancillary data, flags, address)."""
        views = _writable(buffers)
        data, ancdata, flags, address = self._recvmsg(sum(map(len, views)), ancbufsize, flags)
        begin = 0
        for view in views:
            piece = data[begin:begin + len(view)]
            view[:len(piece)] = piece
            begin += len(view)
        return len(data), ancdata, flags, address
