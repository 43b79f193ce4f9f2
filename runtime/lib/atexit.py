"""Functions called when the program ends, the last one registered first."""

__all__ = ["register", "unregister"]

_functions = []


def register(func, /, *args, **kwargs):
    """Calls func(*args, **kwargs) at the end; returns func."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Forgets a function."""
    _functions[:] = [entry for entry in _functions if not entry[0] == func]


def _clear():
    """Forgets all functions."""
    _functions.clear()


def _ncallbacks():
    """How many functions there are."""
    return len(_functions)


def _run_exitfuncs():
    """Called by the interpreter at the end."""
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            import sys
            error.__traceback__ = error.__traceback__.tb_next
            sys.unraisablehook(sys.UnraisableHookArgs((type(error), error, error.__traceback__,
                                                       f"Exception ignored in atexit callback {func!r}", None)))
