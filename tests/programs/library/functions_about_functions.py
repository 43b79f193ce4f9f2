"""functools: states of partials, unions and method kinds in singledispatch, abstract wrappers."""

import abc
import functools
import typing
import warnings


def show(*args, **keywords):
    return args, keywords


class Tuple(tuple):
    pass


part = functools.partial(show, 1, a=2)
part.__setstate__((show, Tuple((3,)), {"b": 4}, {"note": 5}))
print(part(6), type(part.args).__name__, part.note, part.keywords)
part.__setstate__((show, (), None, None))
print(part(7), part.__dict__)
for state in [(show, (), {}), [show, (), {}, None], (None, (), {}, None), (show, [], {}, None), (show, (), [], None)]:
    try:
        part.__setstate__(state)
    except TypeError as error:
        print(error)
part.__setstate__((show, (part,), {"x": part}, None))
print(repr(part).replace(repr(show), "show"))
part.__setstate__((show, (), {}, {}))


class Holder:
    method = functools.partial(show, 1)
    plain = staticmethod(functools.partial(show, 2))


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(Holder.method(), Holder().method(), Holder().plain())
print([(warning.category.__name__, str(warning.message)[:45]) for warning in caught])


@functools.singledispatch
def kind(value):
    return "object"


@kind.register
def _(value: typing.Union[int, str]):
    return "int or str"


@kind.register
def _(value: typing.Optional[bytes]):
    return "bytes or None"


@kind.register(float | complex)
def _(value):
    return "number"


@kind.register
def _(value: "list | tuple"):
    return "sequence"


print([kind(value) for value in (1, "a", b"", None, 1.5, 2j, [], (), {})])
for register in (lambda: kind.register(list[int]), lambda: kind.register(list[int], show), lambda: kind.register(show),
                 lambda: kind.register(typing.List[float], show), lambda: kind.register(3, show)):
    try:
        register()
    except TypeError as error:
        print(str(error).partition(":")[0])


class Base(abc.ABC):
    @functools.singledispatchmethod
    @abc.abstractmethod
    def take(self, value):
        return "default"

    @abc.abstractmethod
    def add(self, a, b):
        return a + b

    add_five = functools.partialmethod(add, 5)


class Taker(Base):
    add = add_five = None

    @functools.singledispatchmethod
    def take(self, value):
        return "default"

    @take.register
    @staticmethod
    def _(value: int):
        return "int"

    @take.register
    @classmethod
    def _(cls, value: str):
        return "str " + cls.__name__


print(sorted(Base.__abstractmethods__), Taker().take(1), Taker().take("a"), Taker().take([]))
