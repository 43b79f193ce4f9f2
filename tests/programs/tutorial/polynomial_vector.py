"""A polynomial with __format__ and __call__, a vector with __slots__, money with total_ordering."""
import math
from functools import total_ordering, singledispatch, singledispatchmethod
from itertools import zip_longest
from numbers import Number


class Polynomial:
    def __init__(self, *coefficients):
        self.coefficients = list(coefficients)
        while len(self.coefficients) > 1 and not self.coefficients[-1]:
            self.coefficients.pop()

    def __call__(self, x):
        result = 0
        for c in reversed(self.coefficients):
            result = result * x + c
        return result

    def __add__(self, other):
        other = other if isinstance(other, Polynomial) else Polynomial(other)
        return Polynomial(*(a + b for a, b in zip_longest(self.coefficients, other.coefficients, fillvalue=0)))

    __radd__ = __add__

    def __mul__(self, other):
        if isinstance(other, Number):
            return Polynomial(*(other * c for c in self.coefficients))
        result = [0] * (len(self.coefficients) + len(other.coefficients) - 1)
        for i, a in enumerate(self.coefficients):
            for j, b in enumerate(other.coefficients):
                result[i + j] += a * b
        return Polynomial(*result)

    __rmul__ = __mul__

    def __pow__(self, n):
        return math.prod([self] * n, start=Polynomial(1))

    def derivative(self):
        return Polynomial(*(i * c for i, c in enumerate(self.coefficients) if i)) if len(self.coefficients) > 1 else Polynomial(0)

    def __format__(self, spec):
        name, _, digits = spec.partition(":")
        name = name or "x"
        parts = []
        for power in range(len(self.coefficients) - 1, -1, -1):
            c = self.coefficients[power]
            if not c:
                continue
            number = "" if abs(c) == 1 and power else format(abs(c), digits)
            sign = ("- " if c < 0 else "+ ") if parts else "-" * (c < 0)
            parts.append(sign + number + {0: "", 1: name}.get(power, f"{name}^{power}"))
        return " ".join(parts) or "0"

    def __str__(self):
        return format(self)


class Vector:
    __slots__ = "x", "y"
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{self.__class__.__name__}({self.x!r}, {self.y!r})"

    def __add__(self, other):
        match other:
            case Vector(x, y) | (x, y):
                return Vector(self.x + x, self.y + y)
        return NotImplemented

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __abs__(self):
        return math.hypot(*self)

    def __iter__(self):
        yield self.x
        yield self.y

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __hash__(self):
        return hash((self.x, self.y))

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self


@total_ordering
class Money:
    def __init__(self, amount, currency="EUR"):
        self.cents, self.currency = round(amount * 100), currency

    def __eq__(self, other):
        return (self.cents, self.currency) == (other.cents, other.currency)

    def __lt__(self, other):
        if self.currency != other.currency:
            raise TypeError(f"cannot compare {self.currency} with {other.currency}")
        return self.cents < other.cents

    def __int__(self):
        return self.cents // 100

    def __bool__(self):
        return self.cents != 0

    def __repr__(self):
        return f"{self.cents / 100:.2f} {self.currency}"


@singledispatch
def describe(thing):
    return f"something: {thing!r}"


@describe.register
def _(thing: int | float):
    return f"a number near {round(thing)}"


@describe.register(list)
@describe.register(tuple)
def _(things):
    return "[" + ", ".join(map(describe, things)) + "]"


p = Polynomial(-1, 0, 3, 1)
print(p, p(2), p.derivative(), p + 1, 2 * p, f"{p:t}", f"{p * 0.5:z:.2f}", Polynomial(1, 1) ** 4, Polynomial(0, 0), sep="\n")
x = 2.0
for _ in range(6):
    x -= p(x) / p.derivative()(x)
print(f"root near {x:.10f}, {p(x) = :.1f}")
v = Vector(3, 4)
w = v
w += Vector(1, 1)
print(v, w is v, abs(Vector(3, 4)), v + (1, 2), v - Vector(4, 5), 3 * v, v == (4, 5), {v: "v"}[Vector(4, 5)], [*v])
print(sorted([Money(3), Money(1.5), Money(2.25)]), Money(1) <= Money(2), max(Money(5), Money(4)), int(Money(7.99)), bool(Money(0)))
print(describe(3.7), describe([1, "a", (2,)]), describe(None))
for action in ("v + 1", "setattr(v, 'z', 1)", "v.z", "Money(1) < Money(1, 'USD')", "v < w", "v()", "p[0]", "p / 2", "Vector(1)",
               "Vector(1, 2, 3)", "Vector(x=1, z=2)", "Vector.__abs__()", "Money(1) < 3", "Polynomial(1, 2) ** -1.5", "v @ v", "not_here", "~v"):
    try:
        print(f"{action}: {eval(action)}")
    except Exception as error:
        print(f"{action}: {type(error).__name__}: {error}")
print(f"{v:>10}")
