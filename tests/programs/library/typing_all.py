"""Module typing: the forms as they print, generics, protocols, named tuples."""

from typing import *
import typing, collections.abc
print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None, str], Callable[[int], str], Callable[..., Any], Tuple[int, ...], Any, Type[int], Literal['a', 1], ClassVar[int], Final, Annotated[int, 'x'], NoReturn, Set[int], Sequence[int], Iterable[str])
T = TypeVar('T')
K = TypeVar('K', bound=int)
S = TypeVar('S', int, str)


class Box(Generic[T]):

    def __init__(self, v: T):
        self.v = v

    def get(self) -> T:
        return self.v


b = Box[int](3)
print(b.get(), Box[int], Box.__parameters__, T, K.__bound__, S.__constraints__)


class NT(NamedTuple):
    x: int
    y: str = 'q'

    def m(self):
        return self.x * 2


print(NT(1), NT(1).m(), NT._fields, NT._field_defaults, NT(1, 'b')._replace(x=5), NT.__annotations__)


class TD(TypedDict, total=False):
    a: int
    b: Required[str]


print(TD(a=1), TD.__annotations__, TD.__total__, TD.__required_keys__, TD.__optional_keys__)


class Proto(Protocol):

    def run(self) -> int:
        ...


@runtime_checkable
class RP(Protocol):

    def run(self):
        ...


class Impl:

    def run(self):
        return 1


print(isinstance(Impl(), RP), isinstance(5, RP))
try:
    isinstance(Impl(), Proto)
except TypeError as e:
    print(e)
try:
    Proto()
except TypeError as e:
    print(e)
UserId = NewType('UserId', int)
print(UserId(5), UserId.__name__, UserId)


def f(a: int, b: 'str'='x', *c: float) -> Optional[List[int]]:
    ...


print(get_type_hints(f), get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int], str]))


@overload
def g(x: int) -> int:
    ...


@overload
def g(x: str) -> str:
    ...


def g(x):
    return x


print(g(3), cast(int, 'a'), TYPE_CHECKING)


@final
class F:
    pass


print(F.__final__)


def h(x: int | None) -> list[int]:
    ...


print(h.__annotations__, get_type_hints(h))
Vector = List[float]
print(Vector, List[T][int], Dict[K, T], Union[T, int], Optional[T])


class St(Generic[T]):

    def __init__(self):
        self.items: List[T] = []

    def push(self, i: T) -> None:
        self.items.append(i)


s = St[int]()
s.push(1)
print(s.items, s.__orig_class__)
print(isinstance([], List), isinstance({}, Mapping), issubclass(list, Sequence), isinstance(3, SupportsInt))
try:
    isinstance([], List[int])
except TypeError as e:
    print(e)
P = ParamSpec('P')


def deco(fn: Callable[P, T]) -> Callable[P, T]:

    def w(*a: P.args, **k: P.kwargs) -> T:
        return fn(*a, **k)
    return w


print(deco(lambda x: x)(4))


class Self1:

    def me(self) -> Self:
        return self


print(Self1.me.__annotations__, Self, Never, LiteralString, TypeAlias, Deque[int], DefaultDict[str, int], Counter[str], OrderedDict, AnyStr, Text, Awaitable[int], AsyncIterator[int], Generator[int, None, str], Pattern, IO)
assert_type(3, int)
print(reveal_type is not None, is_typeddict(TD))
