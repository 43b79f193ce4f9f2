"""What a coroutine is, and how one is shown."""

import collections.abc
import inspect
import os
import sys
import types

__all__ = ("iscoroutinefunction", "iscoroutine")


_is_coroutine = object()  # a function that has it as its attribute _is_coroutine counts as one


def _is_debug_mode():
    """Whether loops begin in debug mode: -X dev or PYTHONASYNCIODEBUG."""
    return bool(getattr(sys.flags, "dev_mode", False) or os.environ.get("PYTHONASYNCIODEBUG"))


def iscoroutinefunction(func):
    """Whether func is declared with async def, or marked as such."""
    return inspect.iscoroutinefunction(func) or getattr(func, "_is_coroutine", None) is _is_coroutine


def iscoroutine(obj):
    """Whether obj can be run as a coroutine."""
    return isinstance(obj, (types.CoroutineType, collections.abc.Coroutine))


def _format_coroutine(coro):
    """A coroutine as tasks show it: its name, whether it runs, and where it is."""
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    name = f"{name or f'<{type(coro).__name__} without __name__>'}()"
    running = getattr(coro, "cr_running", getattr(coro, "gi_running", False))
    code = getattr(coro, "cr_code", getattr(coro, "gi_code", None))
    if code is None:
        return f"{name} running" if running else name
    filename = code.co_filename or "<empty co_filename>"
    frame = getattr(coro, "cr_frame", getattr(coro, "gi_frame", None))
    if frame is not None:
        return f"{name} running at {filename}:{frame.f_lineno}"
    return f"{name} done, defined at {filename}:{code.co_firstlineno}"
