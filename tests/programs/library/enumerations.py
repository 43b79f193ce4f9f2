"""Module enum: members, values, flags, and what is refused."""

from enum import *
import enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    ALIAS = 1

    def hello(self):
        return 'hi ' + self.name

    @classmethod
    def first(cls):
        return cls.RED

    @property
    def low(self):
        return self.name.lower()


print(Color.RED, repr(Color.RED), Color(2), Color['BLUE'], list(Color), len(Color), Color.ALIAS is Color.RED, Color.RED.name, Color.RED.value, Color.RED.hello(), Color.first(), Color.RED.low, Color, repr(Color), isinstance(Color.RED, Color), Color.RED in Color, 2 in Color, 9 in Color, Color.__members__, f'{Color.RED}', f'{Color.RED:>12}', hash(Color.RED) == hash('RED'), Color.RED == 1, Color.RED != Color.BLUE, {Color.RED: 1}, type(Color.RED), Color.RED is Color(1), bool(Color.RED))
for f in (lambda: Color(9), lambda: Color['X'], lambda: setattr(Color, 'RED', 5), lambda: Color.RED.__class__.NOPE, lambda: delattr(Color, 'RED'), lambda: Color.RED < Color.BLUE, lambda: Color(), lambda: setattr(Color.RED, 'value', 3), lambda: setattr(Color.RED, 'name', 3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class N(IntEnum):
    A = 1
    B = auto()
    C = 10
    D = auto()


print(N.B, repr(N.B), N.D + 1, N.A < N.B, N.A == 1, sorted([N.C, N.A]), f'{N.A}', '%d' % N.A, str(N.A), [10, 20][N.A], N(1), isinstance(N.A, int), max(N), sum(N), N.A | 2, type(N.A | 2), format(N.C, '04d'))


class S(StrEnum):
    X = auto()
    Y = 'why'


print(S.X, repr(S.X), S.Y.upper(), S('why'), S.X == 'x', f'{S.Y!s}', ','.join(S))


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(P.R | P.X, repr(P.R | P.X), P.RW, list(P.RW), P.R in P.RW, ~P.R, P.R & P.W, bool(P.R & P.W), P(3), P(5), P(0), len(P.RW), P.R ^ P.RW, list(P), repr(P), P.RW.value, P['RW'], (P.R | P.X).name, str(P(0)), [m.name for m in P.R | P.W | P.X])
try:
    P(99)
except ValueError as e:
    print(e)


class IF(IntFlag):
    A = 1
    B = 2
    C = 4


print(IF.A | IF.B, repr(IF.A | IF.B), IF.A | 8, repr(IF.A | 8), IF(16), repr(IF(16)), ~IF.A, repr(~IF.A), IF.A + 1, IF.A | IF.C == 5, IF.B in IF(3), str(IF.A | IF.C), list(IF(7)))
Animal = Enum('Animal', 'ANT BEE CAT')
print(list(Animal), Animal.BEE.value, Animal.__module__, Enum('X', {'a': 1, 'b': 2}).b, IntEnum('Y', ['p', 'q'], start=5).q, Enum('Z', [('m', 3)]).m)


class Planet(Enum):
    EARTH = (5.97e+24, 6370000.0)
    MARS = (6.4e+23, 3400000.0)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def g(self):
        return round(6.67e-11 * self.mass / self.radius ** 2, 2)


print(Planet.EARTH.g, Planet.EARTH, Planet.EARTH.value, Planet((6.4e+23, 3400000.0)))


class Auto(Enum):

    @staticmethod
    def _generate_next_value_(name, start, count, last):
        return name.lower()
    A = auto()
    B = auto()


print(list(Auto))


class M(Enum):
    A = 1

    @classmethod
    def _missing_(cls, v):
        return cls.A if v == 'one' else None


print(M('one'))
try:
    M('two')
except ValueError as e:
    print(e)
try:

    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)
try:

    class Dup(Enum):
        A = 1
        A = 2
except TypeError as e:
    print(e)


class Coord(bytes, Enum):

    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj
    PX = (0, 'P.X')
    PY = (1, 'P.Y')


print(Coord.PX, Coord.PY.label, Coord(1))


class Mixed(str, Enum):
    A = 'a'
    B = 'b'


print(Mixed.A, Mixed.A == 'a', f'{Mixed.A}', repr(Mixed.A), Mixed('b'), Mixed.A.upper())


class Fn(Enum):

    @member
    def f(x):
        return x
    g = nonmember(5)


print(Fn.f, Fn.g, len(Fn))
match Color.GREEN:
    case Color.RED:
        print('r')
    case Color.GREEN:
        print('g')
import copy, json
print(copy.deepcopy(Color.RED) is Color.RED, json.dumps({'a': N.A}), Color.RED._value_, [c.value for c in reversed(Color)], dir(Color.RED)[:3], Color.__doc__)


class Shape(Enum):
    SQ = 2
    DIAMOND = 1
    CIRCLE = 3
    ALIAS_SQ = 2


for n, m in Shape.__members__.items():
    print(n, m)


class E0(Enum):
    pass


class E1(E0):
    A = 1


print(E1.A, E1.__bases__, list(E0))


class Weekday(Flag):
    MON = 1
    TUE = 2

    @classmethod
    def today(cls):
        return cls.MON


print(Weekday.today(), Weekday.MON | Weekday.TUE, Weekday(3) == Weekday.MON | Weekday.TUE)

# Made by a call without names: a class to build on.
Named = Enum("Named", type=str)
Later = Named("Later", {"A": "a"})
print(list(Named), Named.__mro__[1:3], list(Later), isinstance(Later.A, str))
try:
    Enum("Wrong", 5)
except TypeError as error:
    print(error)
try:
    Named("x")
    Enum("Given")
except TypeError as error:
    print(error)


# Text as the data type makes it; flags in the order of the body; classes of the body; names of the module.
class Measure(float, ReprEnum):
    HALF = 0.5


class Permission(Flag):
    R, W, X = 4, 2, 1


class Nested(Enum):
    A = 1

    class Inner:
        pass

    INT = int

    def __init__(self, value):
        self.note = "noted"


@global_enum
class Level(Enum):
    LOW = 1


@global_enum
class Mode(Flag):
    READ, WRITE = 1, 2


print(str(Measure.HALF), f"{Measure.HALF:.3f}", repr(Measure.HALF))
print(list(Permission), Permission.X | Permission.R, list(Permission.X | Permission.R))
print(list(Nested), Nested.Inner, "note" in dir(Nested.A))
print(repr(LOW), LOW, repr(READ | WRITE), READ | WRITE, repr(Mode(0)), Mode(0))
try:
    class Untyped(ReprEnum):
        A = 1
except TypeError as error:
    print(error)
