"""How values cross from one interpreter to another.

Native code copies None, numbers, str, bytes and tuples of these as they are, code objects and
queues as well. This module makes all other values into such: encode() on one side, decode() on
the other. An encoded value is a pair of what was done and what came of it.

What is pickled may be of the sender's __main__, which the receiver has not: its __main__ is
another. So the name of the script travels with it, and a receiver that misses something runs
the script once more, under another name than __main__, as multiprocessing does.
"""

import builtins
import sys

import _interpreters

# As in types, which an interpreter that only answers calls need not import.
_FunctionType = type(lambda: None)
_CodeType = type((lambda: None).__code__)

_PLAIN, _TUPLE, _FUNCTION, _PICKLED = range(4)
_MAIN_COPY = '<fake __main__>'


def encode(value):
    if _interpreters.is_sendable(value):
        return _PLAIN, value
    if type(value) is tuple:
        return _TUPLE, tuple([encode(item) for item in value])
    if type(value) is _FunctionType and _is_stateless(value):
        return _FUNCTION, value.__code__
    import pickle
    try:
        data = pickle.dumps(value)
    except Exception as exc:
        from concurrent.interpreters import NotShareableError
        raise NotShareableError('object could not be pickled') from exc
    return _PICKLED, (data, getattr(sys.modules['__main__'], '__file__', None))


def decode(pair):
    how, value = pair
    if how == _TUPLE:
        return tuple([decode(item) for item in value])
    if how == _FUNCTION:
        return _function_of(value)
    if how == _PICKLED:
        return _unpickle(*value)
    return value


# --- functions --------------------------------------------------------------------------------


def _is_stateless(function):
    """Whether a function needs nothing but its arguments and the builtins."""
    return not (function.__defaults__ or function.__kwdefaults__ or function.__closure__
                or _uses_globals(function.__code__, function.__globals__))


def _uses_globals(code, namespace):
    return (any(name in namespace or not hasattr(builtins, name)
                for name in _interpreters.global_names(code))
            or any(_uses_globals(constant, namespace) for constant in code.co_consts
                   if isinstance(constant, _CodeType)))


_blank_function = compile('def function(): pass', __file__, 'exec')


def _function_of(code):
    namespace = {'__builtins__': builtins, '__name__': '__main__'}
    exec(_blank_function, namespace)
    function = namespace.pop('function')
    function.__code__ = code
    function.__name__ = code.co_name
    function.__qualname__ = code.co_qualname
    return function


# --- pickle -----------------------------------------------------------------------------------


def _unpickle(data, script):
    import pickle
    main = sys.modules['__main__']
    # What others made of their copy of the script is of this one here.
    sys.modules.setdefault(_MAIN_COPY, main)
    try:
        return pickle.loads(data)
    except AttributeError:
        if script is None or script == getattr(main, '__file__', None):
            raise
        sys.modules['__main__'] = _copy_of_main(script, main)
        try:
            return pickle.loads(data)
        finally:
            sys.modules['__main__'] = main


def _copy_of_main(path, main):
    module = sys.modules[_MAIN_COPY]
    if module is main:
        module = type(sys)(_MAIN_COPY)
        module.__builtins__ = builtins
        module.__file__ = path
        with open(path, 'rb') as file:
            code = compile(file.read(), path, 'exec')
        sys.modules[_MAIN_COPY] = module
        exec(code, module.__dict__)
    return module
