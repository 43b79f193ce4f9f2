"""Functions, calls and stacks as text, for repr() and for debug mode."""

import functools
import inspect
import reprlib
import sys
import traceback

from . import constants


def _get_function_source(func):
    """The (file, line) of a function, None if it is native."""
    func = inspect.unwrap(func)
    if inspect.isfunction(func):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    if isinstance(func, (functools.partial, functools.partialmethod)):
        return _get_function_source(func.func)
    return None


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """Arguments between parentheses; "()" outside debug mode, since they may be secrets."""
    if not debug:
        return "()"
    items = [reprlib.repr(arg) for arg in args or ()]  # None: those of a handle that was cancelled
    items.extend(f"{name}={reprlib.repr(value)}" for name, value in kwargs.items())
    return f"({', '.join(items)})"


def _format_callback(func, args, kwargs, *, debug=False, suffix=""):
    if isinstance(func, functools.partial):
        suffix = _format_args_and_kwargs(args, kwargs, debug=debug) + suffix
        return _format_callback(func.func, func.args, func.keywords, debug=debug, suffix=suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    text = name + _format_args_and_kwargs(args, kwargs, debug=debug)
    return text + suffix if suffix else text


def _format_callback_source(func, args, *, debug=False):
    """A call as text, with the place of the function if it is known."""
    text = _format_callback(func, args, {}, debug=debug)
    source = _get_function_source(func)
    return f"{text} at {source[0]}:{source[1]}" if source else text


def extract_stack(f=None, limit=None):
    """The last frames, where something is being made."""
    frame = sys._getframe().f_back if f is None else f
    limit = constants.DEBUG_STACK_DEPTH if limit is None else limit
    stack = traceback.StackSummary.extract(traceback.walk_stack(frame), limit=limit, lookup_lines=False)
    stack.reverse()
    return stack


def _creation_stack():
    """The last frames, for the native code that the innermost of them has called."""
    return extract_stack(sys._getframe(1))
