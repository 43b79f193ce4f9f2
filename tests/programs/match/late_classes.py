"""Protocols with variables as patterns, and classes that become sequences or mappings late."""
from collections.abc import Mapping, Sequence
from collections import UserDict, UserList
from typing import Protocol, runtime_checkable


@runtime_checkable
class Placed(Protocol):
    __match_args__ = ("x", "y")
    x: int
    y: int


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


def place(value):
    match value:
        case Placed(x, y):
            return x, y
        case Placed():
            return "placed"
        case _:
            return "nowhere"


print(place(Point(1, 2)), place(5), isinstance(Point(1, 2), Placed), isinstance("text", Placed))
try:
    issubclass(Point, Placed)
except TypeError as error:
    print(error)


class Row:
    def __len__(self):
        return 0

    def __getitem__(self, index):
        raise IndexError(index)


class Table:
    def get(self, key, default=None):
        return default


class LowerRow(Row):
    pass


class LowerTable(Table):
    pass


def kind(value):
    match value:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
        case _:
            return None


print(kind(Row()), kind(LowerRow()), kind(LowerTable()))
Sequence.register(Row)
Mapping.register(Table)
print(kind(Row()), kind(LowerRow()), kind(Table()), kind(LowerTable()))


# Of several bases the first in the order of resolution that says what it is decides.
class Plain:
    pass


class Stack(Plain, Sequence):
    __getitem__ = __len__ = lambda self, *_: 0


class Both(Plain, UserDict, Sequence):
    pass


class Other(Plain, UserList, Mapping):
    pass


class Text(str, Sequence):
    pass


print(kind(Stack()), kind(Both()), kind(Other()), kind(Text("ab")))
Mapping.register(Row)
print(kind(Row()), kind(LowerRow()))
