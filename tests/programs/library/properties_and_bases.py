"""Subclasses of property, DynamicClassAttribute, and classes that abstract base classes recognise."""

import array
import collections
import collections.abc
import contextlib
import copy
import types


class Named(property):
    """The class's own text."""


class Slotted(property):
    """Without a place for the text."""

    __slots__ = ("foo",)


def documented(self):
    """The getter's text."""
    return 1


def plain(self):
    return 2


class Owner:
    a = Named(documented)
    b = Named(plain)
    c = Named(plain, doc="explicit")
    d = property(documented)
    e = property()

    @a.setter
    def a(self, value):
        """The setter's text."""


print(Owner.a.__doc__, Owner.b.__doc__, Owner.c.__doc__, Owner.d.__doc__, Owner.e.__doc__, sep="|")
print(Owner.c.getter(documented).__doc__, Owner.a.getter(plain).__doc__, Owner.d.getter(plain).__doc__, sep="|")
print(Owner.a.__name__, Owner.d.__name__, Owner().a, Owner().c)
Owner.d.__name__ = None
print(Owner.d.__name__)
print(Slotted(plain, doc="dropped").__doc__, Slotted(plain).__doc__)
try:
    Slotted(documented)
except AttributeError as error:
    print(type(error).__name__)


class Dynamic:
    @types.DynamicClassAttribute
    def first(self):
        """first"""
        return 1

    second = types.DynamicClassAttribute(plain, doc="given")


first = Dynamic.__dict__["first"]
second = Dynamic.__dict__["second"]
print(first.__doc__, first.getter(documented).__doc__, first.setter(plain).__doc__)
print(second.__doc__, second.getter(documented).__doc__, second.deleter(plain).__doc__)

for cls in (bytes, bytearray, memoryview, array.array, collections.deque, str, range):
    print(cls.__name__, [base.__name__ for base in (collections.abc.Buffer, collections.abc.Sequence,
                                                    collections.abc.MutableSequence) if issubclass(cls, base)])


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return None

    __aenter__ = __aexit__ = __exit__


class NoExit(Manager):
    __exit__ = None
    __aenter__ = None


for base in (contextlib.AbstractContextManager, contextlib.AbstractAsyncContextManager):
    print(base.__name__, issubclass(Manager, base), issubclass(NoExit, base), issubclass(int, base))

items = collections.UserList([1, [2]])
items.note = ["kept"]
again = copy.copy(items)
print(again, again.note is items.note, again.data is items.data, again[1] is items[1], items.copy())


class Clears:
    def __eq__(self, other):
        queue.clear()
        return False


for ask in ("count", "index", "__contains__"):
    queue = collections.deque([Clears(), 1])
    try:
        print(getattr(queue, ask)(7))
    except RuntimeError as error:
        print(ask, error)


class Reduced:
    def __init__(self, *parts):
        self.parts = parts

    def __reduce__(self):
        return Reduced, *self.parts


class Unreducible:
    def __getattribute__(self, name):
        if name.startswith("__reduce"):
            raise AttributeError(name)
        return super().__getattribute__(name)


for action in (lambda: copy.copy(Reduced((1, 2), None, None, None, None)), lambda: copy.copy(Unreducible()),
               lambda: copy.deepcopy([Unreducible()]), lambda: copy.copy(Reduced(())).parts):
    try:
        print(action())
    except (TypeError, copy.Error) as error:
        print(type(error).__name__)
