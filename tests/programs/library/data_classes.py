"""Module dataclasses: the methods written, the options, the errors."""

from dataclasses import *
import dataclasses
from typing import ClassVar, List, Optional, Any


@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    count: ClassVar[int] = 5
    hidden: str = field(default='h', repr=False, compare=False)


p = P(1)
q = P(1, 0)
print(p, p == q, p != P(2), p.tags is q.tags, fields(P)[0].name, P.__match_args__, asdict(p), astuple(p), replace(p, x=9), P.__doc__, p.__dict__)
for f in (lambda: P(), lambda: P(1, 2, 3, 4, 5), lambda: P(1, z=2), lambda: hash(p), lambda: fields(5), lambda: asdict(P), lambda: replace(5), lambda: p < q, lambda: replace(p, w=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


@dataclass(order=True, frozen=True)
class V:
    a: int
    b: str = 'z'


v = V(1, 'q')
print(v < V(2), sorted([V(3), V(1)]), hash(v) == hash(V(1, 'q')), {v: 1}, v >= V(1, 'a'), max(V(1), V(5)))
for f in (lambda: setattr(v, 'a', 2), lambda: delattr(v, 'a'), lambda: setattr(v, 'zz', 1), lambda: v < 5):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class Base:
    a: int = 1
    b: int = 2


@dataclass
class Derived(Base):
    c: int = 3
    a: int = 10

    def __post_init__(self):
        self.total = self.a + self.b + self.c


d = Derived()
print(d, d.total, Derived(1, 2, 3).total)


@dataclass
class Init:
    x: InitVar[int]
    y: int = field(init=False)

    def __post_init__(self, x):
        self.y = x * 2


print(Init(4), [f.name for f in fields(Init)])


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2


print(K(a=1))
try:
    K(1)
except TypeError as e:
    print(e)


@dataclass
class KO:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int


print(KO(1, c=5))


@dataclass(slots=True)
class S:
    x: int
    y: int = 5


s = S(1)
print(s, S.__slots__, hasattr(s, '__dict__'))
try:
    s.z = 1
except AttributeError as e:
    print(e)
for src in ('class A:\n x: list = []', 'class A:\n x: int = 1\n y: int', 'class A:\n x = field()', 'class A:\n x: int = field(default=1, default_factory=int)'):
    try:
        exec('@dataclass\n' + src)
    except Exception as e:
        print(type(e).__name__, e)


@dataclass(eq=False)
class NE:
    x: int


print(NE(1) == NE(1), hash(NE(1)) is not None)


@dataclass(repr=False)
class NR:
    x: int = 1


print('NR object' in repr(NR()))


@dataclass(unsafe_hash=True)
class UH:
    x: int = 1
    y: int = field(default=2, hash=False)


print(hash(UH()) == hash(UH(1, 3)))
C = make_dataclass('C', [('x', int), ('y', int, field(default=5)), 'z'] if False else [('x', int), ('y', int, field(default=5))], namespace={'add': lambda self: self.x + self.y})
print(C(1), C(1).add(), C.__module__)


@dataclass
class Tree:
    value: int
    left: Optional['Tree'] = None
    right: Optional['Tree'] = None
    kids: dict = field(default_factory=dict)


t = Tree(1, Tree(2), Tree(3, kids={'a': [P(5)]}))
print(t)
print(asdict(t))
print(is_dataclass(t), is_dataclass(Tree), is_dataclass(5))
t.left = t
print(t)
print(P.__annotations__, P.x if hasattr(P, 'x') else 'no x', P.y, P.__init__.__qualname__, P.__eq__.__name__)
match p:
    case P(1, y=0):
        print('matched')


@dataclass
class G:
    items: List[int] = field(default_factory=list, metadata={'unit': 'm'})
    any: Any = None


print(G().items, fields(G)[0].metadata['unit'], fields(G)[0].type)


class Prop:

    def __repr__(self):
        return 'prop'


@dataclass
class Own:
    x: int

    def __repr__(self):
        return 'own'

    def __eq__(self, o):
        return True


print(Own(1), Own(1) == 5)
try:
    hash(Own(1))
except TypeError as e:
    print(e)
import copy
print(copy.replace(p, x=3), copy.copy(v), copy.deepcopy(t.right))


# A field declared anew keeps the inherited default; a descriptor gives the default for the class.
@dataclass
class Base:
    x: int = 5


@dataclass
class Anew(Base):
    x: int
    y: str = "y"


class Stored:
    def __get__(self, instance, owner):
        if instance is None:
            if self.default is None:
                raise AttributeError("none")
            return self.default
        return instance._stored

    def __set__(self, instance, value):
        instance._stored = value * 2

    def __init__(self, default):
        self.default = default


@dataclass
class WithDefault:
    i: Stored = Stored(100)


@dataclass
class Without:
    i: Stored = Stored(None)


print(Anew(), Anew(1), WithDefault().i, WithDefault(5).i, Without(3).i)
try:
    Without()
except TypeError as error:
    print(error)
