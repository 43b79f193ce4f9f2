"""Signals: what the system tells a program at any time, and the functions that then run.

A handler runs in the main thread, between two of its instructions; what it was blocked in goes on
afterwards with the rest of its time.
"""

import _signal
import _signal_sets
from enum import IntEnum as _IntEnum
from _signal import default_int_handler, pause, pthread_kill, raise_signal, set_wakeup_fd
from _signal import siginterrupt, strsignal
from _signal_sets import ITIMER_PROF, ITIMER_REAL, ITIMER_VIRTUAL, alarm
from _struct_sequence import struct_sequence as _struct_sequence

NSIG = 65


def _constants(prefix):
    """The constants of the system whose names begin so, in the order of their numbers."""
    found = [(name, value) for name, value in vars(_signal_sets).items() if name.startswith(prefix)]
    return sorted(found, key=lambda item: item[1])


Signals = _IntEnum("Signals", [
    item for item in _constants("SIG") if not item[0].startswith("SIG_")
] + [("SIGIOT", _signal_sets.SIGABRT), ("SIGCLD", _signal_sets.SIGCHLD), ("SIGPOLL", _signal_sets.SIGIO)],
    module=__name__)
Handlers = _IntEnum("Handlers", [("SIG_DFL", 0), ("SIG_IGN", 1)], module=__name__)
Sigmasks = _IntEnum("Sigmasks", _constants("SIG_"), module=__name__)
for _enumeration in (Signals, Handlers, Sigmasks):
    globals().update(_enumeration.__members__)
del _enumeration


class ItimerError(OSError):
    """A timer that cannot be."""


ItimerError.__name__ = ItimerError.__qualname__ = "itimer_error"

struct_siginfo = _struct_sequence("signal", "struct_siginfo", (
    "si_signo", "si_code", "si_errno", "si_pid", "si_uid", "si_status", "si_band",
))


def _as_member(value, enumeration):
    """The member with that number, or the value if there is none."""
    if not isinstance(value, int):
        return value
    try:
        return enumeration(value)
    except ValueError:
        return value


def _as_number(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    """Set the action for the given signal.

    The action can be SIG_DFL, SIG_IGN, or a callable, which is called with the number of the signal
    and the frame it interrupts. The previous action is returned. Only for the main thread.
    """
    return _as_member(_signal.signal(_as_number(signalnum), _as_number(handler)), Handlers)


def getsignal(signalnum):
    """Return the current action for the given signal.

    SIG_IGN, SIG_DFL, a callable, or None if the handler is not known here.
    """
    return _as_member(_signal.getsignal(signalnum), Handlers)


def _members(numbers):
    return {_as_member(number, Signals) for number in numbers}


def pthread_sigmask(how, mask):
    """Change which signals are blocked for the calling thread; return which were."""
    return _members(_signal_sets.pthread_sigmask(how, mask))


def sigpending():
    """The signals that have arrived and are blocked."""
    return _members(_signal_sets.sigpending())


def sigwait(sigset):
    """Wait until one of the blocked signals arrives; return it."""
    return _as_member(_signal_sets.sigwait(sigset), Signals)


def sigwaitinfo(sigset):
    """Wait until one of the blocked signals arrives; return all that is known of it."""
    return struct_siginfo(_signal_sets.sigtimedwait(sigset, None))


def sigtimedwait(sigset, timeout):
    """Like sigwaitinfo(), but None after timeout seconds."""
    if timeout is None:
        raise TypeError("'NoneType' object cannot be interpreted as an integer")
    found = _signal_sets.sigtimedwait(sigset, timeout)
    return found and struct_siginfo(found)


def pidfd_send_signal(pidfd, sig, siginfo=None, flags=0, /):
    """Send a signal to the process that a descriptor of os.pidfd_open() stands for."""
    from _posix_more import _pidfd_send_signal
    if siginfo is not None:
        raise TypeError("siginfo must be None")
    _pidfd_send_signal(pidfd, sig, flags)


def valid_signals():
    """The signals of this system."""
    return _members(_signal_sets.valid_signals())


def _of_timer(function, *arguments):
    try:
        return function(*arguments)
    except OSError as error:
        raise ItimerError(*error.args) from None


def setitimer(which, seconds, interval=0.0):
    """Set a timer that sends a signal after some seconds, then each interval.

    ITIMER_REAL sends SIGALRM, ITIMER_VIRTUAL SIGVTALRM, ITIMER_PROF SIGPROF. Returns what was set.
    """
    return _of_timer(_signal_sets.setitimer, which, seconds, interval)


def getitimer(which):
    """The seconds until the timer sends its signal, and its interval."""
    return _of_timer(_signal_sets.getitimer, which)
