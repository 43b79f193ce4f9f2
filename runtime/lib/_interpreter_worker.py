"""What one interpreter does for another that asks it to.

Every function here is called from outside, through _interpreters.run(), with one argument and
one result that can be sent as they are: None, numbers, str, bytes, tuples of these, code
objects, queues. Functions that run the program's code never raise: a failure is described.
"""

import _interpreters
import builtins
import sys


def _make_main():
    argv, path, warnoptions = _interpreters.beginning() or ((), (), ())
    sys.argv[:] = argv
    sys.path[:] = path
    sys.warnoptions[:] = warnoptions
    main = type(sys)('__main__')
    main.__builtins__ = builtins
    sys.modules['__main__'] = main
    return main


_main = _make_main()


def _describe(exc):
    """An exception as texts: its class, str(exc), one line, and all that would be printed."""
    import traceback
    cls = type(exc)
    try:
        message = str(exc)
    except Exception:
        message = ''
    name = cls.__qualname__
    if cls.__module__ not in ('builtins', '__main__'):
        name = f'{cls.__module__}.{name}'
    # The frames of this file are nobody's business.
    place = exc.__traceback__
    while place is not None and place.tb_frame.f_code.co_filename == __file__:
        place = place.tb_next
    display = ''.join(traceback.format_exception(cls, exc, place)).removesuffix('\n')
    return (cls.__name__, cls.__qualname__, cls.__module__), message, f'{name}: {message}', display


def bind(pairs):
    """Sets names of __main__."""
    _main.__dict__.update(pairs)


def execute(code):
    """Runs source text or a code object in __main__: None, or a description of what it raised."""
    try:
        exec(code, _main.__dict__)
    except BaseException as exc:
        return _describe(exc)


def call(request):
    """Calls a function: (True, its result), or (False, a description)."""
    from _crossing import decode, encode
    try:
        callable, args, kwargs = decode(request)
        return True, encode(callable(*args, **dict(kwargs)))
    except BaseException as exc:
        return False, _describe(exc)
