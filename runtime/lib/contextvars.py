"""Variables whose values belong to a context: a thread's, or a task's."""

from _thread import _local
from collections.abc import Mapping as _Mapping
from types import GenericAlias as _GenericAlias

__all__ = ["Context", "ContextVar", "Token", "copy_context"]

_state = _local()


def _current():
    """The context of this thread; made when first asked for."""
    try:
        return _state.context
    except AttributeError:
        context = _state.context = Context()
        return context


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


class Token:
    """What ContextVar.set() gives, for reset()."""

    MISSING = _Missing()

    def __new__(cls, *arguments):
        raise RuntimeError("Tokens can only be created by ContextVars")

    @property
    def var(self):
        return self._var

    @property
    def old_value(self):
        return self._old

    def __repr__(self):
        used = " used" if self._is_used else ""
        return f"<Token{used} var={self._var!r} at {id(self):#x}>"

    __class_getitem__ = classmethod(_GenericAlias)


class ContextVar:
    """A variable with a value in each context."""

    def __init__(self, name, *, default=Token.MISSING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self._name = name
        self._default = default

    @property
    def name(self):
        return self._name

    def get(self, default=Token.MISSING, /):
        """The value; the default given here or to the variable."""
        value = _current()._values.get(self, Token.MISSING)
        if value is not Token.MISSING:
            return value
        if default is not Token.MISSING:
            return default
        if self._default is not Token.MISSING:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        """Sets the value; a token to undo that."""
        context = _current()
        token = object.__new__(Token)
        token._var = self
        token._context = context
        token._old = context._values.get(self, Token.MISSING)
        token._is_used = False
        context._values = {**context._values, self: value}
        return token

    def reset(self, token, /):
        """The value it had before the set() that gave the token."""
        if token._is_used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token._var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        context = _current()
        if token._context is not context:
            raise ValueError(f"{token!r} was created in a different Context")
        token._is_used = True
        values = dict(context._values)
        if token._old is Token.MISSING:
            values.pop(self, None)
        else:
            values[self] = token._old
        context._values = values

    def __repr__(self):
        default = "" if self._default is Token.MISSING else f" default={self._default!r}"
        return f"<ContextVar name={self._name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(_GenericAlias)


class Context(_Mapping):
    """The values of all variables. The mapping inside never changes: set() puts a new one in its place."""

    def __init__(self):
        self._values = {}
        self._is_entered = False

    def run(self, callable, /, *args, **kwargs):
        """Calls a function in this context."""
        if self._is_entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        outer = _current()
        self._is_entered = True
        _state.context = self
        try:
            return callable(*args, **kwargs)
        finally:
            _state.context = outer
            self._is_entered = False

    def copy(self):
        """A context with the same values."""
        new = Context()
        new._values = self._values
        return new

    def __getitem__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return self._values[var]

    def __contains__(self, var):
        if not isinstance(var, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {var!r}")
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return isinstance(other, Context) and self._values == other._values

    __hash__ = None

    def __repr__(self):
        return f"<Context object at {id(self):#x}>"


def copy_context():
    """A copy of the current context."""
    return _current().copy()
