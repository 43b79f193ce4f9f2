"""What all parts need: cleaning up at a process's end, what to do after fork(), logging."""

import atexit
import itertools
import logging
import os
import sys
import threading
import weakref

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING = 0, 5, 10, 20, 25
LOGGER_NAME = "multiprocessing"
DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s"

_logger = None
_log_to_stderr = False


def sub_debug(message, *args):
    if _logger:
        _logger.log(SUBDEBUG, message, *args, stacklevel=2)


def debug(message, *args):
    if _logger:
        _logger.log(DEBUG, message, *args, stacklevel=2)


def info(message, *args):
    if _logger:
        _logger.log(INFO, message, *args, stacklevel=2)


def sub_warning(message, *args):
    if _logger:
        _logger.log(SUBWARNING, message, *args, stacklevel=2)


def get_logger():
    """The logger of multiprocessing."""
    global _logger
    if _logger is None:
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = False
        logging.addLevelName(SUBDEBUG, "SUBDEBUG")
        logging.addLevelName(SUBWARNING, "SUBWARNING")
    return _logger


def log_to_stderr(level=None):
    """Show what is logged."""
    global _log_to_stderr
    logger = get_logger()
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(DEFAULT_LOGGING_FORMAT))
    logger.addHandler(handler)
    if level:
        logger.setLevel(level)
    _log_to_stderr = True
    return logger


# --- after fork() ---

_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def register_after_fork(obj, func):
    """Have func(obj) called in children that Process forks."""
    _afterfork_registry[(next(_afterfork_counter), id(obj), func)] = obj


def _run_after_forkers():
    for (_, _, func), obj in sorted(_afterfork_registry.items(), key=lambda item: item[0][0]):
        try:
            func(obj)
        except Exception as error:
            info("after forker raised exception %s", error)


class ForkAwareThreadLock:
    """A lock that is free in a forked child."""

    def __init__(self):
        self._renew()
        register_after_fork(self, ForkAwareThreadLock._renew)

    def _renew(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)


class ForkAwareLocal(threading.local):
    """A threading.local that is empty in a forked child."""

    def __init__(self):
        register_after_fork(self, lambda obj: obj.__dict__.clear())

    def __reduce__(self):
        return type(self), ()


# --- cleaning up ---

_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize:
    """A call that is made when obj dies, at the process's end (by exitpriority), or when asked; once."""

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if exitpriority is not None and not isinstance(exitpriority, int):
            raise TypeError(f"Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}")
        if obj is None and exitpriority is None:
            raise ValueError("Without object, exitpriority cannot be None")
        self._weakref = None if obj is None else weakref.ref(obj, self)
        self._callback = callback
        self._args = args
        self._kwargs = kwargs or {}
        self._key = (exitpriority, next(_finalizer_counter))
        self._pid = os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None):
        """Make the call, unless it was made or this is a child of who registered it."""
        if _finalizer_registry.pop(self._key, None) is None:
            return None
        result = self._callback(*self._args, **self._kwargs) if self._pid == os.getpid() else None
        self._weakref = self._callback = self._args = self._kwargs = self._key = None
        return result

    def cancel(self):
        """The call will not be made."""
        if _finalizer_registry.pop(self._key, None) is not None:
            self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        """Whether it still may be."""
        return self._key in _finalizer_registry


def _run_finalizers(minpriority=None):
    """Make the calls, highest priority first, then newest first."""
    def wanted(key):
        return key[0] is not None and (minpriority is None or key[0] >= minpriority)

    for key in sorted([key for key in list(_finalizer_registry) if wanted(key)], reverse=True):
        finalizer = _finalizer_registry.get(key)
        if finalizer is not None:
            try:
                finalizer()
            except Exception:
                import traceback
                traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


def is_exiting():
    """Whether the process is at its end."""
    return _exiting


_exiting = False


def _exit_function():
    """The process ends: daemons are terminated, other children waited for."""
    global _exiting
    if _exiting:
        return
    _exiting = True
    from .process import active_children, current_process
    _run_finalizers(0)
    if current_process() is not None:
        for child in active_children():
            if child.daemon:
                info("calling terminate() for daemon %s", child.name)
                child._popen.terminate()
        for child in active_children():
            info("calling join() for process %s", child.name)
            child.join()
    _run_finalizers()


atexit.register(_exit_function)


def _close_stdin():
    """A child does not compete for its parent's input."""
    try:
        fd = os.open(os.devnull, os.O_RDONLY)
        try:
            sys.stdin = open(fd, encoding="utf-8", closefd=False)
        except BaseException:
            os.close(fd)
            raise
    except (OSError, ValueError):
        pass


def _flush_std_streams():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def close_fds(*fds):
    """Close descriptors."""
    for fd in fds:
        os.close(fd)


def spawnv_passfds(command, passfds):
    """Run a program that inherits these descriptors and no others; its number."""
    from _posix_spawn import spawn
    _flush_std_streams()
    return spawn(tuple(command), None, None, (), tuple(dict.fromkeys(passfds)), False, False, -1, -1, None)


abstract_sockets_supported = sys.platform == "linux"


def is_abstract_socket_namespace(address):
    """Whether a Unix socket's address is a name that is no file."""
    if not address:
        return False
    if not isinstance(address, (str, bytes)):
        raise TypeError(f"address type of {address!r} unrecognized")
    return address[:1] in ("\0", b"\0")


def get_temp_dir():
    """A folder for sockets of this process and its children, deleted at its end."""
    from .process import current_process
    config = current_process()._config
    if "tempdir" not in config:
        import shutil
        import tempfile
        config["tempdir"] = path = tempfile.mkdtemp(prefix="pymp-")
        Finalize(None, shutil.rmtree, args=(path,), kwargs={"ignore_errors": True}, exitpriority=-100)
    return config["tempdir"]
