"""The operators as functions, and functions that make getters."""

from _traceback import hide_module as _hide_module
from builtins import abs as _abs

_hide_module()  # CPython has it in C

__all__ = ["abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq",
           "floordiv", "ge", "getitem", "gt", "iadd", "iand", "iconcat", "ifloordiv", "ilshift",
           "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
           "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift",
           "lt", "matmul", "methodcaller", "mod", "mul", "ne", "neg", "not_", "or_", "pos", "pow",
           "rshift", "setitem", "sub", "truediv", "truth", "xor"]


def lt(a, b, /): return a < b
def le(a, b, /): return a <= b
def eq(a, b, /): return a == b
def ne(a, b, /): return a != b
def ge(a, b, /): return a >= b
def gt(a, b, /): return a > b

def not_(a, /): return not a
def truth(a, /): return True if a else False
def is_(a, b, /): return a is b
def is_not(a, b, /): return a is not b

def abs(a, /): return _abs(a)
def add(a, b, /): return a + b
def and_(a, b, /): return a & b
def floordiv(a, b, /): return a // b
def inv(a, /): return ~a
def lshift(a, b, /): return a << b
def mod(a, b, /): return a % b
def mul(a, b, /): return a * b
def matmul(a, b, /): return a @ b
def neg(a, /): return -a
def or_(a, b, /): return a | b
def pos(a, /): return +a
def pow(a, b, /): return a ** b
def rshift(a, b, /): return a >> b
def sub(a, b, /): return a - b
def truediv(a, b, /): return a / b
def xor(a, b, /): return a ^ b
invert = inv


def iadd(a, b, /): a += b; return a
def iand(a, b, /): a &= b; return a
def ifloordiv(a, b, /): a //= b; return a
def ilshift(a, b, /): a <<= b; return a
def imod(a, b, /): a %= b; return a
def imul(a, b, /): a *= b; return a
def imatmul(a, b, /): a @= b; return a
def ior(a, b, /): a |= b; return a
def ipow(a, b, /): a **= b; return a
def irshift(a, b, /): a >>= b; return a
def isub(a, b, /): a -= b; return a
def itruediv(a, b, /): a /= b; return a
def ixor(a, b, /): a ^= b; return a


def index(a, /):
    """a as an int, if it is one or behaves as one."""
    return range(a).stop


def concat(a, b, /):
    """a + b for sequences."""
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    return a + b


def iconcat(a, b, /):
    """a += b for sequences."""
    if not hasattr(a, "__getitem__"):
        raise TypeError(f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a


def contains(a, b, /): return b in a
def getitem(a, b, /): return a[b]
def setitem(a, b, c, /): a[b] = c
def delitem(a, b, /): del a[b]


def countOf(a, b, /):
    """How often b occurs in a."""
    count = 0
    for item in a:
        if item is b or item == b:
            count += 1
    return count


def indexOf(a, b, /):
    """Where b first occurs in a."""
    for position, item in enumerate(a):
        if item is b or item == b:
            return position
    raise ValueError("sequence.index(x): x not in sequence")


def length_hint(obj, default=0, /):
    """How many items an iterable will probably give."""
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    try:
        return len(obj)
    except TypeError:
        pass
    hint = getattr(type(obj), "__length_hint__", None)
    if hint is None:
        return default
    try:
        length = hint(obj)
    except TypeError:
        return default
    if length is NotImplemented:
        return default
    if not isinstance(length, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(length).__name__}")
    if length < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return length


def call(obj, /, *arguments, **keywords):
    """obj(*arguments, **keywords)."""
    return obj(*arguments, **keywords)


class attrgetter:
    """attrgetter("a", "b.c")(x) is (x.a, x.b.c); with one name there is no tuple."""

    __slots__ = ("_names", "_paths")

    def __init__(self, attr, /, *attrs):
        self._names = (attr, *attrs)
        for name in self._names:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")
        self._paths = tuple(name.split(".") for name in self._names)

    def __call__(self, obj, /):
        found = []
        for path in self._paths:
            value = obj
            for name in path:
                value = getattr(value, name)
            found.append(value)
        return found[0] if len(found) == 1 else tuple(found)

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._names))})"

    def __reduce__(self):
        return type(self), self._names


class itemgetter:
    """itemgetter(1, "x")(y) is (y[1], y["x"]); with one key there is no tuple."""

    __slots__ = ("_keys", "_key")

    def __init__(self, item, /, *items):
        self._keys = (item, *items)
        self._key = item

    def __call__(self, obj, /):
        if len(self._keys) == 1:
            return obj[self._key]
        return tuple([obj[key] for key in self._keys])

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._keys))})"

    def __reduce__(self):
        return type(self), self._keys


class methodcaller:
    """methodcaller("f", 1, k=2)(x) is x.f(1, k=2)."""

    __slots__ = ("_name", "_arguments", "_keywords")

    def __init__(self, name, /, *arguments, **keywords):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name = name
        self._arguments = arguments
        self._keywords = keywords

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._arguments, **self._keywords)

    def __repr__(self):
        given = [repr(self._name), *map(repr, self._arguments)]
        given += [f"{name}={value!r}" for name, value in self._keywords.items()]
        return f"operator.methodcaller({', '.join(given)})"

    def __reduce__(self):
        if not self._keywords:
            return type(self), (self._name, *self._arguments)
        from functools import partial
        return partial(type(self), self._name, **self._keywords), self._arguments


__lt__, __le__, __eq__, __ne__, __ge__, __gt__ = lt, le, eq, ne, ge, gt
__not__, __abs__, __add__, __and__, __floordiv__ = not_, abs, add, and_, floordiv
__index__, __inv__, __invert__, __lshift__, __mod__ = index, inv, invert, lshift, mod
__mul__, __matmul__, __neg__, __or__, __pos__, __pow__ = mul, matmul, neg, or_, pos, pow
__rshift__, __sub__, __truediv__, __xor__ = rshift, sub, truediv, xor
__concat__, __contains__, __delitem__ = concat, contains, delitem
__getitem__, __setitem__, __call__ = getitem, setitem, call
__iadd__, __iand__, __iconcat__, __ifloordiv__, __ilshift__ = iadd, iand, iconcat, ifloordiv, ilshift
__imod__, __imul__, __imatmul__, __ior__, __ipow__ = imod, imul, imatmul, ior, ipow
__irshift__, __isub__, __itruediv__, __ixor__ = irshift, isub, itruediv, ixor
