"""Where all threads are, for a program that hangs or is killed.

The threads are looked at while the world is stopped, by sys._current_frames(): at a signal that is, as for every
handler, when the main thread comes to a safe point or is woken in its wait. A fault of the interpreter itself is
no guest's to handle: enable() is for such signals when they are sent.
"""

import _thread
import os
import signal
import sys
import threading

__all__ = ("enable", "disable", "is_enabled", "dump_traceback", "dump_traceback_later",
           "cancel_dump_traceback_later", "register", "unregister")

_MAX_FRAMES = 100
_MAX_THREADS = 100
_FATAL = {signal.SIGBUS: "Bus error", signal.SIGILL: "Illegal instruction", signal.SIGFPE: "Floating-point exception",
          signal.SIGABRT: "Aborted", signal.SIGSEGV: "Segmentation fault"}

# Handlers are set, and put here, by the main thread only. Signal number: the handler it had.
_registered = {}
_enabled = {}  # by enable()

_watchdog = None
_lock = _thread.allocate_lock()  # guards it


def _descriptor(file):
    """The number of a file, flushed, and what keeps it open."""
    if file is None:
        file = sys.stderr
        if file is None:
            raise RuntimeError("sys.stderr is None")
    if isinstance(file, int):
        if file < 0:
            raise ValueError("file is not a valid file descriptor")
        return file, file
    number = file.fileno()
    if not isinstance(number, int) or number < 0:
        raise RuntimeError("file.fileno() is not a valid file descriptor")
    try:
        file.flush()
    except Exception:
        pass
    return number, file


def _stack_lines(frame):
    """The lines of one stack. What this module adds to it is left out."""
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    lines = []
    while frame is not None and len(lines) < _MAX_FRAMES:
        filename = frame.f_code.co_filename.encode("ascii", "backslashreplace").decode()
        name = frame.f_code.co_name.encode("ascii", "backslashreplace").decode()
        lines.append(f'  File "{filename}", line {frame.f_lineno} in {name}\n')
        frame = frame.f_back
    return lines


def _threads_text():
    """All stacks but those of this module's own threads, the newest thread's first."""
    parts = []
    mine = _thread.get_ident()
    for ident, frame in sys._current_frames().items():
        lines = _stack_lines(frame)
        if not lines:
            continue
        if len(parts) == _MAX_THREADS:
            parts.append("...\n")
            break
        head = f"{'Current thread' if ident == mine else 'Thread'} {ident:#018x} (most recent call first):\n"
        parts.append(head + "".join(lines))
    return "\n".join(parts)


def _own_text():
    return "Stack (most recent call first):\n" + "".join(_stack_lines(sys._getframe()))


def _write(fd, text):
    """Errors are nobody's business: there may be no file any more."""
    data = text.encode("ascii", "backslashreplace")
    try:
        while data:
            data = data[os.write(fd, data):]
    except OSError:
        pass


def dump_traceback(file=None, all_threads=True):
    """Write where the threads are, or the calling one, to a file with a descriptor."""
    fd, _ = _descriptor(file)
    _write(fd, _threads_text() if all_threads else _own_text())


# --- after a time -------------------------------------------------------------------------------

class _Watchdog:
    """A thread that writes the stacks of the others when its time is up, unless it is cancelled."""

    def __init__(self, timeout, repeat, file, exits):
        self._fd, self._file = _descriptor(file)
        self._timeout, self._repeat, self._exits = timeout, repeat, exits
        self._cancelled = _thread.allocate_lock()
        self._ended = _thread.allocate_lock()
        self._cancelled.acquire()
        self._ended.acquire()
        _thread.start_new_thread(self._run, ())

    def _head(self):
        seconds, microseconds = divmod(round(self._timeout * 1_000_000), 1_000_000)
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        fraction = f".{microseconds:06}" if microseconds else ""
        return f"Timeout ({hours}:{minutes:02}:{seconds:02}{fraction})!\n"

    def _run(self):
        try:
            while not self._cancelled.acquire(timeout=self._timeout):
                _write(self._fd, self._head() + _threads_text())
                if self._exits:
                    os._exit(1)
                if not self._repeat:
                    break
        finally:
            self._ended.release()

    def cancel(self):
        self._cancelled.release()
        self._ended.acquire()


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Write where the threads are when so many seconds have passed; again and again with repeat; then end the process
    with exit. A later call takes the place of an earlier one."""
    if not hasattr(type(timeout), "__float__") and not hasattr(type(timeout), "__index__"):
        raise TypeError(f"'{type(timeout).__name__}' object cannot be interpreted as an integer")
    timeout = float(timeout)
    if not timeout > 0:
        raise ValueError("timeout must be greater than 0")
    if timeout > threading.TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    global _watchdog
    cancel_dump_traceback_later()
    with _lock:
        _watchdog = _Watchdog(timeout, repeat, file, exit)


def cancel_dump_traceback_later():
    """Cancel the last call of dump_traceback_later()."""
    global _watchdog
    with _lock:
        watchdog, _watchdog = _watchdog, None
    if watchdog is not None:
        watchdog.cancel()


def _after_fork():
    global _watchdog, _lock
    _watchdog = None
    _lock = _thread.allocate_lock()


os.register_at_fork(after_in_child=_after_fork)


# --- at a signal --------------------------------------------------------------------------------

def _check_number(signum):
    if not isinstance(signum, int):
        raise TypeError(f"'{type(signum).__name__}' object cannot be interpreted as an integer")
    if signum in _FATAL:
        raise RuntimeError(f"signal {int(signum)} cannot be registered, use enable() instead")
    if not 1 <= signum < signal.NSIG:
        raise ValueError("signal number out of range")


def register(signum, file=None, all_threads=True, chain=False):
    """Write where the threads are whenever the signal comes, and with chain go on to the handler it had."""
    _check_number(signum)
    fd, kept = _descriptor(file)

    def handle(number, frame, kept=kept):
        _write(fd, _threads_text() if all_threads else _own_text())
        if chain:
            _chain(number, frame, handle)

    _registered.setdefault(signum, signal.signal(signum, handle))


def _chain(number, frame, handle):
    before = _registered.get(number)
    if callable(before):
        before(number, frame)
    elif before == signal.SIG_DFL:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
        signal.signal(number, handle)  # it was one that does not end the process


def unregister(signum):
    """Give the signal back the handler it had; whether it was registered."""
    _check_number(signum)
    if signum not in _registered:
        return False
    signal.signal(signum, _registered[signum])
    del _registered[signum]
    return True


def enable(file=None, all_threads=True):
    """Write where the threads are when one of the signals of a crash is sent, before the process ends by it."""
    fd, kept = _descriptor(file)

    def handle(number, frame, kept=kept):
        text = _threads_text() if all_threads else _own_text()
        _write(fd, f"Fatal Python error: {_FATAL[number]}\n\n{text}")
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    for number in _FATAL:
        before = signal.signal(number, handle)
        _enabled.setdefault(number, signal.SIG_DFL if before is None else before)  # None: another library's


def disable():
    """Undo enable(); whether it was enabled."""
    was_enabled = is_enabled()
    while _enabled:
        signal.signal(*_enabled.popitem())
    return was_enabled


def is_enabled():
    """Whether enable() is in effect."""
    return bool(_enabled)
