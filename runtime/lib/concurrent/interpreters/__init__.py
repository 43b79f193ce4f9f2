"""Several interpreters in one process, each with a GIL of its own.

They share nothing: modules, variables, objects of one are not there for the others. What is
sent from one to another arrives as a copy. So no lock stands between them, and two of them
compute at the same time on two cores whatever their GILs are set to.
"""

import threading
import types
import weakref

import _interpreters
from _crossing import decode, encode
from _interpreters import is_shareable
from concurrent.interpreters._errors import (
    InterpreterError, InterpreterNotFoundError, NotShareableError,
)
from concurrent.interpreters._queues import (
    Queue, QueueEmpty, QueueFull, create as create_queue,
)

__all__ = [
    'get_current', 'get_main', 'create', 'list_all', 'is_shareable', 'Interpreter',
    'InterpreterError', 'InterpreterNotFoundError', 'ExecutionFailed', 'NotShareableError',
    'create_queue', 'Queue', 'QueueEmpty', 'QueueFull',
]


class ExecutionFailed(InterpreterError):
    """The code that was run in another interpreter raised an exception.

    The exception stays there; excinfo describes it: type (with __name__, __qualname__,
    __module__), msg, formatted (one line), errdisplay (what would be printed).
    """

    def __init__(self, excinfo):
        super().__init__(excinfo.formatted)
        self.excinfo = excinfo

    def __str__(self):
        return (f'{super().__str__()}\n\nUncaught in the interpreter:\n\n'
                f'{self.excinfo.errdisplay}')


def _failure(description):
    names, message, formatted, display = description
    cls = types.SimpleNamespace(__name__=names[0], __qualname__=names[1], __module__=names[2])
    return ExecutionFailed(types.SimpleNamespace(type=cls, msg=message, formatted=formatted,
                                                 errdisplay=display))


def create():
    """Return a new (idle) Python interpreter."""
    id = _interpreters.create()
    try:
        return Interpreter(id)
    finally:
        _interpreters.decref(id)


def list_all():
    """Return all existing interpreters."""
    return [Interpreter(id) for id in _interpreters.list_all()]


def get_current():
    """Return the currently running interpreter."""
    return Interpreter(_interpreters.get_current())


def get_main():
    """Return the main interpreter."""
    return Interpreter(0)


_known = weakref.WeakValueDictionary()


class Interpreter:
    """A single Python interpreter.

    "id" is its number, unique in the process; "whence" says who made it. When the last of the
    objects that stand for an interpreter goes, in whatever interpreter, so does the
    interpreter itself.
    """

    def __new__(cls, id, /):
        # There is one object for each number in an interpreter.
        if not isinstance(id, int):
            raise TypeError(f'id must be an int, got {id!r}')
        if id < 0:
            raise ValueError(f'interpreter ID must be a non-negative int, got {id!r}')
        self = _known.get(id)
        if self is None:
            _interpreters.incref(id)
            self = super().__new__(cls)
            self._id = int(id)
            _known[self._id] = self
        return self

    def __repr__(self):
        return f'{type(self).__name__}({self.id})'

    def __hash__(self):
        return hash(self._id)

    def __del__(self):
        try:
            _interpreters.decref(self._id)
        except (AttributeError, InterpreterNotFoundError):
            pass

    def __reduce__(self):
        return (type(self), (self._id,))

    @property
    def id(self):
        return self._id

    @property
    def whence(self):
        return '_interpreters module' if self._id else 'runtime init'

    def is_running(self):
        """Return whether or not the identified interpreter is running."""
        return _interpreters.is_running(self._id)

    def close(self):
        """Finalize and destroy the interpreter.

        Attempting to destroy the current interpreter results in an InterpreterError.
        """
        _interpreters.destroy(self._id)

    def prepare_main(self, ns=None, /, **kwargs):
        """Bind the given values into the interpreter's __main__. They must be shareable."""
        names = kwargs if ns is None else dict(ns, **kwargs)
        if not names:
            raise ValueError('arg 2 must be a non-empty mapping')
        for value in names.values():
            _check_shareable(value)
        self._run('bind', tuple(names.items()), 'prepare __main__ of')

    def exec(self, code, /):
        """Run the given source code in the interpreter's __main__.

        code is source text, a code object, or a function without parameters. If it raises,
        ExecutionFailed says what. The current thread waits, its interpreter's others go on.
        """
        if isinstance(code, types.FunctionType):
            if code.__code__.co_argcount or code.__code__.co_kwonlyargcount:
                raise ValueError('_interpreters.exec(): bad func (arguments not supported)')
            code = code.__code__
        elif not isinstance(code, (str, types.CodeType)):
            raise TypeError('_interpreters.exec() argument 2 must be a string, a function, or '
                            f'a code object, not {type(code).__name__}')
        description = self._run('execute', code, 'exec code for')
        if description is not None:
            raise _failure(description)

    def _run(self, function, argument, action):
        if self._id == 0:
            raise InterpreterError(f'cannot {action} unrecognized interpreter 0')
        return _interpreters.run(self._id, function, argument)

    def _call(self, callable, args, kwargs):
        request = encode((callable, args, tuple(kwargs.items())))
        is_result, value = self._run('call', request, 'make call for')
        if not is_result:
            raise _failure(value)
        return decode(value)

    def call(self, callable, /, *args, **kwargs):
        """Call the object in the interpreter with given args/kwargs, and return its result.

        Functions that use nothing but their arguments and the builtins are sent as they are,
        other callables, arguments and results by pickle. If the call raises, ExecutionFailed
        says what.
        """
        return self._call(callable, args, kwargs)

    def call_in_thread(self, callable, /, *args, **kwargs):
        """Return a new thread that calls the object in the interpreter.

        The return value and any raised exception are discarded.
        """
        thread = threading.Thread(target=self._call, args=(callable, args, kwargs))
        thread.start()
        return thread


def _check_shareable(value):
    if isinstance(value, tuple):
        for item in value:
            _check_shareable(item)
    elif not is_shareable(value):
        raise NotShareableError(f'{value!r} does not support cross-interpreter data')
