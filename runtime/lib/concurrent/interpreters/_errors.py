"""The exceptions of concurrent.interpreters that native code raises too."""


class InterpreterError(Exception):
    """A cross-interpreter operation failed"""


class InterpreterNotFoundError(InterpreterError):
    """An interpreter was not found"""


class NotShareableError(TypeError):
    """An object cannot be sent to another interpreter."""


for _class in (InterpreterError, InterpreterNotFoundError, NotShareableError):
    _class.__module__ = 'concurrent.interpreters'
