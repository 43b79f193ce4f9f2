"""Dataclasses whose annotations are text: what ClassVar, InitVar and KW_ONLY mean there."""

import dataclasses
import dataclasses as dc
import typing
import typing as t
from dataclasses import InitVar, KW_ONLY, dataclass, field, fields
from typing import ClassVar

CV = ClassVar


class Other:
    ClassVar = int


@dataclass
class Mixed:
    a: "int"
    b: "ClassVar[int]" = 1
    c: "typing.ClassVar" = 2
    d: "t.ClassVar [int]" = 3
    e: " CV[int]" = 4
    f: "Other.ClassVar" = 5
    g: "ClassVariable" = 6
    h: "InitVar[int]" = 7
    i: "dc.InitVar" = 8
    j: "dataclasses . InitVar[int]" = 9
    k: "missing.ClassVar" = 10
    _: "KW_ONLY"
    l: "list[ClassVar]" = field(default_factory=list)
    m: "" = 11

    def __post_init__(self, h, i, j):
        self.sum = h + i + j


print([(one.name, one.type, one.kw_only) for one in fields(Mixed)])
print(Mixed(0), Mixed(0, 1, 2, 3, 4, 5).sum, Mixed.__match_args__, Mixed.c)


@dataclass
class Keywords:
    x: int
    _: "dataclasses.KW_ONLY"
    y: "int" = 0


try:
    Keywords(1, 2)
except TypeError as error:
    print(error)
print(Keywords(1, y=2))
