"""Transports over pipes, and whatever else has a descriptor that can be waited for."""

import errno
import os
import selectors
import stat
import warnings

from . import constants, futures, transports
from .log import logger

_TRY_AGAIN = (BlockingIOError, InterruptedError)
_MAX_SIZE = 256 * 1024


class _PipeTransport:
    """What both directions have in common."""

    def _set_up(self, loop, pipe, protocol, extra_name="pipe"):
        self._extra[extra_name] = pipe
        self._loop = loop
        self._pipe = pipe
        self._fileno = pipe.fileno()
        self._protocol = protocol
        self._closing = False
        self._paused = False
        mode = os.fstat(self._fileno).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISCHR(mode)):
            self._pipe = self._fileno = self._protocol = None
            raise ValueError(self._refusal)
        os.set_blocking(self._fileno, False)
        return mode

    def __repr__(self):
        info = [self.__class__.__name__]
        if self._pipe is None:
            info.append("closed")
        elif self._closing:
            info.append("closing")
        info.append(f"fd={self._fileno}")
        info += self._activity()
        return f"<{' '.join(info)}>"

    def _activity(self):
        selector = getattr(self._loop, "_selector", None)
        if self._pipe is None or selector is None:
            return ["closed" if self._pipe is None else "open"]
        key = selector.get_map().get(self._fileno)
        return ["polling" if key is not None and key.events & self._direction else "idle"]

    def __del__(self, _warn=warnings.warn):
        if getattr(self, "_pipe", None) is not None:
            _warn(f"unclosed transport {self!r}", ResourceWarning, source=self)
            self._pipe.close()

    def set_protocol(self, protocol):
        self._protocol = protocol

    def get_protocol(self):
        return self._protocol

    def is_closing(self):
        return self._closing

    def _is_expected(self, error):
        """Whether an error is worth no more than a line in debug mode: the other end has gone."""
        return isinstance(error, OSError)

    def _fatal_error(self, error, message):
        if self._is_expected(error):
            if self._loop.get_debug():
                logger.debug("%r: %s", self, message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                "message": message, "exception": error, "transport": self, "protocol": self._protocol})
        self._close(error)

    def _call_connection_lost(self, error):
        try:
            self._protocol.connection_lost(error)
        finally:
            self._pipe.close()
            self._pipe = self._protocol = self._loop = None


class _UnixReadPipeTransport(_PipeTransport, transports.ReadTransport):
    """The end of a pipe that is read."""

    _direction = selectors.EVENT_READ
    _refusal = "Pipe transport is for pipes/sockets only."

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra)
        self._set_up(loop, pipe, protocol)
        self._loop.call_soon(self._protocol.connection_made, self)
        self._loop.call_soon(self._add_reader)
        if waiter is not None:
            self._loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def _add_reader(self):
        if self.is_reading():
            self._loop._add_reader(self._fileno, self._read_ready)

    def _is_expected(self, error):
        return isinstance(error, OSError) and error.errno == errno.EIO  # the end of a terminal

    def is_reading(self):
        return not self._paused and not self._closing

    def _read_ready(self):
        try:
            data = os.read(self._fileno, _MAX_SIZE)
        except _TRY_AGAIN:
            return
        except OSError as error:
            self._fatal_error(error, "Fatal read error on pipe transport")
            return
        if data:
            self._protocol.data_received(data)
        else:
            self._closing = True
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._protocol.eof_received)
            self._loop.call_soon(self._call_connection_lost, None)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._loop._remove_reader(self._fileno)

    def resume_reading(self):
        if not self._closing and self._paused:
            self._paused = False
            self._loop._add_reader(self._fileno, self._read_ready)

    def close(self):
        if not self._closing:
            self._close(None)

    def _close(self, error):
        self._closing = True
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, error)


class _UnixWritePipeTransport(_PipeTransport, transports._FlowControlMixin, transports.WriteTransport):
    """The end of a pipe that is written to."""

    _direction = selectors.EVENT_WRITE
    _refusal = "Pipe transport is only for pipes, sockets and character devices"

    def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
        super().__init__(extra, loop)
        self._buffer = bytearray()
        self._conn_lost = 0
        mode = self._set_up(loop, pipe, protocol)
        self._loop.call_soon(self._protocol.connection_made, self)
        if not stat.S_ISCHR(mode):
            # Becoming readable means that the other end was closed.
            self._loop.call_soon(self._loop._add_reader, self._fileno, self._read_ready)
        if waiter is not None:
            self._loop.call_soon(futures._set_result_unless_cancelled, waiter, None)

    def _activity(self):
        activity = super()._activity()
        return [*activity, f"bufsize={len(self._buffer)}"] if activity[0] in ("polling", "idle") else activity

    def get_write_buffer_size(self):
        return len(self._buffer)

    def _read_ready(self):
        self._close(BrokenPipeError() if self._buffer else None)

    def write(self, data):
        assert isinstance(data, (bytes, bytearray, memoryview)), repr(data)
        if not data:
            return
        if self._conn_lost or self._closing:
            if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
                logger.warning("pipe closed by peer or os.write(pipe, data) raised exception.")
            self._conn_lost += 1
            return
        if not self._buffer:
            try:
                count = os.write(self._fileno, bytes(data))
            except _TRY_AGAIN:
                count = 0
            except (SystemExit, KeyboardInterrupt):
                raise
            except BaseException as error:
                self._conn_lost += 1
                self._fatal_error(error, "Fatal write error on pipe transport")
                return
            if count == len(data):
                return
            data = memoryview(data)[count:]
            self._loop._add_writer(self._fileno, self._write_ready)
        self._buffer += data
        self._maybe_pause_protocol()

    def _write_ready(self):
        try:
            count = os.write(self._fileno, bytes(self._buffer))
        except _TRY_AGAIN:
            return
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._buffer.clear()
            self._conn_lost += 1
            self._loop._remove_writer(self._fileno)
            self._fatal_error(error, "Fatal write error on pipe transport")
            return
        del self._buffer[:count]
        if not self._buffer:
            self._loop._remove_writer(self._fileno)
        self._maybe_resume_protocol()
        if not self._buffer and self._closing:
            self._loop._remove_reader(self._fileno)
            self._call_connection_lost(None)

    def can_write_eof(self):
        return True

    def write_eof(self):
        if self._closing:
            return
        self._closing = True
        if not self._buffer:
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._call_connection_lost, None)

    def close(self):
        if self._pipe is not None and not self._closing:
            self.write_eof()

    def abort(self):
        self._close(None)

    def _close(self, error=None):
        self._closing = True
        if self._buffer:
            self._loop._remove_writer(self._fileno)
        self._buffer.clear()
        self._loop._remove_reader(self._fileno)
        self._loop.call_soon(self._call_connection_lost, error)
