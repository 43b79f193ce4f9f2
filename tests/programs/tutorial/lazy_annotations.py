"""Annotations kept as text: classes that name themselves, dataclasses, typing's reading of them."""
from __future__ import annotations

import __future__
import typing
from dataclasses import InitVar, dataclass, field, fields
from functools import singledispatch
from typing import ClassVar, NamedTuple, Optional, TypedDict


class Node:
    count: ClassVar[int] = 0
    child: Node | None = None

    def __init__(self, value: int, parent: Optional[Node] = None, *rest: Unknown, **more: dict[str, Node]) -> None:
        self.value: int = value
        self.parent = parent
        Node.count += 1

    def root(self) -> Node:
        return self.parent.root() if self.parent else self


@dataclass
class Shape:
    name: str
    sides: list[Side] = field(default_factory=list)
    made: ClassVar[int] = 0
    scale: InitVar[float] = 1.0

    def __post_init__(self, scale):
        Shape.made += 1
        for side in self.sides:
            side.length *= scale


@dataclass
class Side:
    length: float


class Point(NamedTuple):
    x: int
    y: int = 0


class Movie(TypedDict):
    title: str
    year: int


def greet(name: "str", times: 1 + 1 = 2, *, loud: not_defined_anywhere = False) -> print("never run"):
    local: also_undefined = name * times
    return local


@singledispatch
def describe(value):
    return "something"


@describe.register
def _(value: int):
    return f"the number {value}"


print(Node(3, Node(2, Node(1))).root().value, Node.count)
print(Node.__annotations__)
print(Node.__init__.__annotations__)
print(greet.__annotations__, greet("ho"))
print(typing.get_type_hints(Node), typing.get_type_hints(Shape), sep="\n")
print([f.name for f in fields(Shape)], Shape.made, Shape("box", [Side(2), Side(3)], 10), Shape.made)
print(Shape.__annotations__, fields(Side)[0].type)
print(Point(1), Point.__annotations__["x"], Movie(title="Metropolis", year=1927), Movie.__required_keys__ == {"title", "year"})
print(describe(5), describe("x"), typing.get_type_hints(describe.registry[int]))
x: int = 5
y: undefined_too
print(__annotations__)
print(annotations, annotations.getMandatoryRelease(), __future__.division.getOptionalRelease(), hex(annotations.compiler_flag))
print(__future__.all_feature_names)
try:
    typing.get_type_hints(greet)
except (NameError, SyntaxError) as error:
    print(type(error).__name__, error)
try:
    compile("x = 1\nfrom __future__ import annotations", "late.py", "exec")
except SyntaxError as error:
    print(error)
try:
    compile("from __future__ import braces", "braces.py", "exec")
except SyntaxError as error:
    print(error)
